package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command: tries a connector's configuration, looks at a sample of the calls, and says what reading them takes. */
@Command(
        name = "twilio-calls-preview",
        mixinStandardHelpOptions = true,
        versionProvider = PreviewCommand.VersionProvider.class,
        header = "Tries a connector's configuration, and says what it would read and what that takes.",
        description = {
            "%nTwilio is asked for the accounts, for the newest calls of each, and for the calls of some days. Nothing is"
                    + " written, neither there nor to Kafka.%n"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the configuration is good",
            "1:it is refused, or an account that it names cannot be read; the report says why",
            "2:the command was not understood, or it cannot run here"
        })
public final class PreviewCommand implements Callable<Integer> {

    private static final int GOOD = 0;
    private static final int REFUSED = 1;

    /** A network that is slow today is no reason to refuse. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ACCOUNT_ERROR_MODE = "account.error.mode";
    private static final String TASKS_MAX = "tasks.max";

    private final PrintWriter out;
    private final PrintWriter err;

    @Parameters(
            paramLabel = "CONFIG",
            description = "The connector's configuration: JSON as for the REST API, if the name ends in .json, else"
                    + " properties.")
    private Path config = Path.of("");

    @Option(
            names = "--worker",
            paramLabel = "FILE",
            description = "The worker's properties, where values of the configuration come from config providers.")
    private Optional<Path> worker = Optional.empty();

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(names = "--terminal", hidden = true, description = "The progress is shown on a terminal.")
    private boolean terminal;

    private PreviewCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    /**
     * Runs the command.
     *
     * @param out takes the report
     * @param err takes the progress
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        IExecutionExceptionHandler noStackTrace = (failure, command, parsed) -> {
            err.println("The preview failed: " + failure);
            return REFUSED;
        };
        return new CommandLine(new PreviewCommand(out, err))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(noStackTrace)
                .execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Map<String, String> properties = properties();
            int tasks = tasks(properties);
            SamplingProgress progress = new SamplingProgress(err, terminal);
            progress.say("Trying the configuration ...");
            tryOut(properties);
            Report report = new Survey(new TwilioCallsConfig(properties), tasks, progress).report();
            print(json ? List.of(JsonReport.of(report)) : TextReport.lines(report));
            return report.problems().isEmpty() ? GOOD : REFUSED;
        } catch (RefusedException e) {
            print(json ? List.of(JsonReport.ofProblems(e.problems())) : TextReport.linesOfProblems(e.problems()));
            return REFUSED;
        }
    }

    private Map<String, String> properties() throws RefusedException {
        Map<String, String> properties = ConnectorFile.read(config);
        if (worker.isPresent()) {
            return Placeholders.replace(properties, ConnectorFile.read(worker.get()));
        }
        Placeholders.refuse(properties);
        return properties;
    }

    /** As the REST API would; but a single account that cannot be read is left to the survey, which looks at the others. */
    private static void tryOut(Map<String, String> properties) throws RefusedException {
        Map<String, String> lenient = new HashMap<>(properties);
        lenient.replace(ACCOUNT_ERROR_MODE, "fail", "skip");
        lenient.putIfAbsent(ACCOUNT_ERROR_MODE, "skip");
        List<Problem> problems = new TwilioCallsSourceConnector()
                .validate(lenient, PATIENCE).configValues().stream()
                        .flatMap(value ->
                                value.errorMessages().stream().map(message -> Problem.of(value.name(), message)))
                        .toList();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }

    /** Connect's own key, and its default. */
    private static int tasks(Map<String, String> properties) throws RefusedException {
        String text = properties.getOrDefault(TASKS_MAX, "1");
        try {
            int tasks = Integer.parseInt(text.strip());
            if (tasks > 0) {
                return tasks;
            }
        } catch (NumberFormatException e) {
            throw new RefusedException(Problem.of(TASKS_MAX, "'" + text + "' is no number."));
        }
        throw new RefusedException(Problem.of(TASKS_MAX, "There must be a task at least."));
    }

    private void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    /** The connector's version. */
    static final class VersionProvider implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {new TwilioCallsSourceConnector().version()};
        }
    }
}
