package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.preview.report.JsonReport;
import io.callstream.kafka.connect.twilio.preview.report.Problem;
import io.callstream.kafka.connect.twilio.preview.report.Report;
import io.callstream.kafka.connect.twilio.preview.report.TextReport;
import io.callstream.kafka.connect.twilio.preview.sample.SamplingProgress;
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

/** The command: tests a connector's configuration, samples the calls, and reports what reading them takes. */
@Command(
        name = "twilio-calls-preview",
        mixinStandardHelpOptions = true,
        versionProvider = PreviewCommand.VersionProvider.class,
        header = "Tests a connector's configuration and estimates what it would read and what that takes.",
        description = {
            "%nReads from Twilio the list of accounts, the newest calls of each, and the calls of a sample of days. Writes"
                    + " nothing, neither to Twilio nor to Kafka.%n"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the configuration is valid",
            "1:it is invalid, or an account that it names cannot be read; the report says why",
            "2:invalid arguments, or no Kafka jars were found"
        })
public final class PreviewCommand implements Callable<Integer> {

    private static final int VALID = 0;
    private static final int INVALID = 1;

    /** Time limit of the test against the API; long enough for a slow network. */
    private static final Duration TEST_TIMEOUT = Duration.ofSeconds(60);

    private static final String ACCOUNT_ERROR_MODE = "account.error.mode";
    private static final String TASKS_MAX = "tasks.max";

    private final PrintWriter out;
    private final PrintWriter err;

    @Parameters(
            paramLabel = "CONFIG",
            description = "The connector's configuration: a REST API body if the name ends in .json, else a properties"
                    + " file.")
    private Path config = Path.of("");

    @Option(
            names = "--worker",
            paramLabel = "FILE",
            description = "The worker's properties; needed if the configuration uses config providers.")
    private Optional<Path> worker = Optional.empty();

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(names = "--terminal", hidden = true, description = "Show the progress in one line of a terminal.")
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
     * @param out receives the report
     * @param err receives the progress
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        IExecutionExceptionHandler noStackTrace = (failure, command, parsed) -> {
            err.println("The preview failed: " + failure);
            return INVALID;
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
            progress.say("Testing the configuration ...");
            test(properties);
            Report report = new Survey(new TwilioCallsConfig(properties), tasks, progress).report();
            print(json ? List.of(JsonReport.of(report)) : TextReport.lines(report));
            return report.problems().isEmpty() ? VALID : INVALID;
        } catch (InvalidConfigException e) {
            print(json ? List.of(JsonReport.ofProblems(e.problems())) : TextReport.linesOfProblems(e.problems()));
            return INVALID;
        }
    }

    private Map<String, String> properties() throws InvalidConfigException {
        Map<String, String> properties = ConnectorFile.read(config);
        if (worker.isPresent()) {
            return Placeholders.replace(properties, ConnectorFile.read(worker.get()));
        }
        Placeholders.reject(properties);
        return properties;
    }

    /**
     * Validates as the REST API does, except that accounts which cannot be read are left to the survey, which samples the
     * others.
     */
    private static void test(Map<String, String> properties) throws InvalidConfigException {
        Map<String, String> lenient = new HashMap<>(properties);
        lenient.replace(ACCOUNT_ERROR_MODE, "fail", "skip");
        lenient.putIfAbsent(ACCOUNT_ERROR_MODE, "skip");
        List<Problem> problems = new TwilioCallsSourceConnector()
                .validate(lenient, TEST_TIMEOUT).configValues().stream()
                        .flatMap(value ->
                                value.errorMessages().stream().map(message -> Problem.of(value.name(), message)))
                        .toList();
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    /** Value of Connect's own key {@code tasks.max}, whose default is 1. */
    private static int tasks(Map<String, String> properties) throws InvalidConfigException {
        String text = properties.getOrDefault(TASKS_MAX, "1");
        try {
            int tasks = Integer.parseInt(text.strip());
            if (tasks > 0) {
                return tasks;
            }
        } catch (NumberFormatException e) {
            throw new InvalidConfigException(Problem.of(TASKS_MAX, "'" + text + "' is not a number."));
        }
        throw new InvalidConfigException(Problem.of(TASKS_MAX, "Must be at least 1."));
    }

    private void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    /** Prints the connector's version. */
    static final class VersionProvider implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {new TwilioCallsSourceConnector().version()};
        }
    }
}
