package io.callstream.kafka.connect.twilio.account;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which task reads which accounts: a task that is restarted with other accounts has to find its way again in all that it
 * keeps, so accounts stay where they are when others come and go, unless too few are left of a task's.
 *
 * @param tasks the accounts of each task
 */
public record Assignment(List<List<String>> tasks) {

    /** Before there are tasks. */
    public static final Assignment NONE = new Assignment(List.of());

    /**
     * Assigns accounts anew: each task keeps those it has, and the others go, one after the other, to the task that has the
     * fewest. Only where accounts have gone, and one task is left with more than twice as many as another and one more, some
     * move: so no task stays idle while another has several.
     *
     * @param maxTasks how many tasks there may be; there are no more than accounts
     */
    public Assignment of(List<String> accounts, int maxTasks) {
        int count = Math.min(maxTasks, accounts.size());
        Set<String> left = new LinkedHashSet<>(accounts);
        List<List<String>> next = new ArrayList<>();
        for (int task = 0; task < count; task++) {
            List<String> had = task < tasks.size() ? tasks.get(task) : List.of();
            next.add(new ArrayList<>(had.stream().filter(left::remove).toList()));
        }
        for (String account : left) {
            int fewest = IntStream.range(0, count)
                    .boxed()
                    .min(Comparator.comparingInt(task -> next.get(task).size()))
                    .orElseThrow();
            next.get(fewest).add(account);
        }
        evenOut(next);
        return new Assignment(next.stream().map(List::copyOf).toList());
    }

    private static void evenOut(List<List<String>> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        Comparator<List<String>> bySize = Comparator.comparingInt(List::size);
        while (true) {
            List<String> fullest = Collections.max(tasks, bySize);
            List<String> emptiest = Collections.min(tasks, bySize);
            if (fullest.size() <= 2 * emptiest.size() + 1) {
                return;
            }
            // the one that came last has the least to find again
            emptiest.add(fullest.remove(fullest.size() - 1));
        }
    }
}
