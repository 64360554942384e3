package io.callstream.kafka.connect.twilio.account;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which task reads which accounts. A task that restarts with other accounts must rebuild its state for all of them, so
 * accounts keep their task when others are added or removed, unless a task has too few left.
 *
 * @param tasks the accounts of each task
 */
public record Assignment(List<List<String>> tasks) {

    /** The assignment before there are tasks. */
    public static final Assignment NONE = new Assignment(List.of());

    /**
     * Assigns these accounts: each task keeps those that it has, and each of the others goes to the task with the fewest.
     * Accounts move only if some were removed and a task is left with more than 2n + 1 accounts while another has n: so no
     * task is idle while another has several.
     *
     * @param maxTasks the highest number of tasks; there are never more tasks than accounts
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
        balance(next);
        return new Assignment(next.stream().map(List::copyOf).toList());
    }

    private static void balance(List<List<String>> tasks) {
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
            // the account added last has the least state to rebuild
            emptiest.add(fullest.remove(fullest.size() - 1));
        }
    }
}
