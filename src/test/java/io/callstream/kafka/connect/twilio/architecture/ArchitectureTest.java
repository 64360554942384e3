package io.callstream.kafka.connect.twilio.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** Which package may import which. Each rule says why. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "io.callstream.kafka.connect.twilio";

    private static final String[] JDK = {"java.lang..", "java.util..", "java.time..", "java.math..", "java.nio.charset"
    };
    private static final String[] NULLNESS = {"org.jspecify.annotations"};

    @ArchTest
    static final ArchRule CALL_IMPORTS_NOTHING = mayImport("call").because("every package depends on it");

    @ArchTest
    static final ArchRule WINDOW_IMPORTS_ONLY_CALL =
            mayImport("window", "call").because("what is stored depends on Twilio's data only");

    @ArchTest
    static final ArchRule API_IMPORTS_ONLY_CALL =
            mayImport("api..", "call").because("the client reads pages and does not depend on what they are used for");

    @ArchTest
    static final ArchRule RECORD_IMPORTS_ONLY_CALL =
            mayImport("record", "call").because("a record depends on its call only");

    @ArchTest
    static final ArchRule CONFIG_IMPORTS_ONLY_WINDOW =
            mayImport("config..", "window").because("a key has the same meaning for every package");

    @ArchTest
    static final ArchRule METRICS_IMPORT_ONLY_WINDOW =
            mayImport("metrics", "window").because("metrics do not depend on the code that they measure");

    @ArchTest
    static final ArchRule OFFSET_IMPORTS_ONLY_WHAT_IT_STORES =
            mayImport("offset", "window", "call").because("offsets are stored states, and depend on nothing else");

    @ArchTest
    static final ArchRule SYNC_IMPORTS_ONLY_VALUES =
            mayImport("sync..", "window", "call").because("the algorithm takes pages and states, from any source");

    @ArchTest
    static final ArchRule REPORT_IMPORTS_ONLY_WHAT_IT_REPORTS = mayImport(
                    "report", "metrics", "sync", "api", "window", "call")
            .because("it turns events into log lines and metrics");

    @ArchTest
    static final ArchRule WIRING_IMPORTS_ONLY_BOTH_SIDES = mayImport("wiring", "config", "window", "api", "record")
            .because("it translates the configuration into the settings of these packages");

    @ArchTest
    static final ArchRule ACCOUNT_READS_NO_CALLS = mayImport(
                    "account", "wiring", "config", "report", "api", "call", "window")
            .because("the list of accounts does not depend on how their calls are read");

    @ArchTest
    static final ArchRule TASK_KNOWS_NO_CONNECTOR = mayImport(
                    "task", "wiring", "config", "report", "metrics", "offset", "record", "sync", "api", "window",
                    "call")
            .because("a task reads the accounts of its configuration");

    @ArchTest
    static final ArchRule NOTHING_IMPORTS_THE_PREVIEW = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".preview..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".preview..", "picocli..")
            .because("it is a command beside the connector");

    @ArchTest
    static final ArchRule SUB_PACKAGES_OF_API_ARE_CLOSED =
            closed("api").because("other packages see the client, not how it sends, parses and retries");

    @ArchTest
    static final ArchRule SUB_PACKAGES_OF_SYNC_ARE_CLOSED =
            closed("sync").because("other packages see what to read and what has changed, not how that is decided");

    @ArchTest
    static final ArchRule THE_LEDGER_KNOWS_NO_WINDOW = noClasses()
            .that()
            .resideInAPackage(ROOT + ".sync.ledger")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".sync.rolling", ROOT + ".sync.backfill")
            .because("whether a row is a change does not depend on the list that it is in");

    @ArchTest
    static final ArchRule BACKFILL_KNOWS_NO_ROLLING_WINDOW = noClasses()
            .that()
            .resideInAPackage(ROOT + ".sync.backfill")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".sync.rolling")
            .because("the backfill reads each window once, and needs no watermark");

    @ArchTest
    static final ArchRule ROLLING_WINDOWS_KNOW_NO_BACKFILL = noClasses()
            .that()
            .resideInAPackage(ROOT + ".sync.rolling")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".sync.backfill")
            .because("recent calls are followed in the same way with and without a backfill");

    @ArchTest
    static final ArchRule SYNC_IS_PURE = classes()
            .that()
            .resideInAnyPackage(ROOT + ".sync..", ROOT + ".window", ROOT + ".call")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                    .or(resideInAnyPackage("java.nio", "java.security"))
                    .or(resideInAnyPackage(NULLNESS))
                    .or(resideInAnyPackage("it.unimi.dsi.fastutil.."))
                    .or(resideInAPackage(ROOT + "..")))
            .because("the code that prevents loss must run in virtual time, without I/O, threads or Kafka");

    @ArchTest
    static final ArchRule SYNC_HAS_NO_CLOCK_AND_NO_THREADS = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".sync..", ROOT + ".window", ROOT + ".call")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .because("time is an argument, so that a history is reproducible");

    @ArchTest
    static final ArchRule HTTP_ONLY_IN_API = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..", "dev.failsafe..")
            .because("URLs, retries and credentials are handled in one place");

    @ArchTest
    static final ArchRule PACE_KNOWS_NO_HTTP_AND_NO_JSON = noClasses()
            .that()
            .resideInAPackage(ROOT + ".api.pace")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "com.fasterxml.jackson..", ROOT + ".api.http", ROOT + ".api.json")
            .because("when to send does not depend on what is sent");

    @ArchTest
    static final ArchRule JSON_KNOWS_NO_HTTP = noClasses()
            .that()
            .resideInAPackage(ROOT + ".api.json")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "dev.failsafe..", ROOT + ".api.http", ROOT + ".api.pace")
            .because("the parser takes bytes from any source");

    @ArchTest
    static final ArchRule JSON_ONLY_WHERE_IT_COMES_IN_OR_GOES_OUT = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".api..", ROOT + ".preview..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..")
            .because("the connector works on calls, not on JSON");

    @ArchTest
    static final ArchRule NO_INTERNALS_OF_KAFKA = noClasses()
            .should()
            .dependOnClassesThat(internalsOfKafka())
            .because("only public API is the same on every worker from 3.9 on");

    /** Limits a package's imports from the connector's own packages. */
    private static ArchRule mayImport(String name, String... others) {
        String[] allowed =
                Arrays.stream(others).map(other -> ROOT + "." + other).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAPackage(ROOT + "." + name)))
                        .and(not(resideInAnyPackage(allowed))));
    }

    private static ArchRule closed(String name) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "." + name + "..").and(not(resideInAPackage(ROOT + "." + name))));
    }

    private static DescribedPredicate<JavaClass> internalsOfKafka() {
        return resideInAnyPackage("org.apache.kafka..")
                .and(not(resideInAnyPackage(
                        "org.apache.kafka.connect.connector..",
                        "org.apache.kafka.connect.source..",
                        "org.apache.kafka.connect.data..",
                        "org.apache.kafka.connect.errors..",
                        "org.apache.kafka.connect.header..",
                        "org.apache.kafka.connect.storage..",
                        "org.apache.kafka.common.config..",
                        "org.apache.kafka.common.metrics..",
                        "org.apache.kafka.common")))
                .as("internals of Kafka");
    }
}
