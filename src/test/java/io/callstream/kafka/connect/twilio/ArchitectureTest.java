package io.callstream.kafka.connect.twilio;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house. Each says why it stands. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "io.callstream.kafka.connect.twilio";

    private static final String[] JDK = {"java.lang..", "java.util..", "java.time..", "java.math..", "java.nio.charset"
    };
    private static final String[] NULLNESS = {"org.jspecify.annotations"};

    @ArchTest
    static final ArchRule MODEL_KNOWS_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage(ROOT + ".sync.model")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                    .or(resideInAnyPackage(NULLNESS))
                    .or(resideInAnyPackage(ROOT + ".sync.model")))
            .because("every package speaks these words, so they must not drag anything along");

    @ArchTest
    static final ArchRule SYNC_IS_PURE = classes()
            .that()
            .resideInAPackage(ROOT + ".sync")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                    .or(resideInAnyPackage("java.nio", "java.security"))
                    .or(resideInAnyPackage(NULLNESS))
                    .or(resideInAnyPackage("it.unimi.dsi.fastutil.."))
                    .or(resideInAnyPackage(ROOT + ".sync", ROOT + ".sync.model")))
            .because("what decides over loss must run in virtual time, without I/O, threads or Kafka");

    @ArchTest
    static final ArchRule SYNC_HAS_NO_CLOCK_AND_NO_THREADS = noClasses()
            .that()
            .resideInAPackage(ROOT + ".sync..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .because("time comes in as an argument: a history must be the same each time it is run");

    @ArchTest
    static final ArchRule API_SPEAKS_ONLY_THE_MODEL = staysWithin("api")
            .because("the API client answers questions and knows nothing of what is done with the answers");

    @ArchTest
    static final ArchRule OFFSET_SPEAKS_ONLY_THE_MODEL =
            staysWithin("offset").because("offsets are stored states, and nothing else may shape what is stored");

    @ArchTest
    static final ArchRule RECORD_SPEAKS_ONLY_THE_MODEL =
            staysWithin("record").because("what arrives in the topic depends on the call alone");

    @ArchTest
    static final ArchRule CONFIG_SPEAKS_ONLY_THE_MODEL =
            staysWithin("config").because("a key means the same whoever reads it");

    @ArchTest
    static final ArchRule METRICS_SPEAK_ONLY_THE_MODEL =
            staysWithin("metrics").because("what is measured must not depend on how it came about");

    @ArchTest
    static final ArchRule HTTP_ONLY_IN_API = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..", "dev.failsafe..")
            .because("URLs, retries and credentials are handled in one place");

    @ArchTest
    static final ArchRule JSON_ONLY_WHERE_IT_COMES_IN_OR_GOES_OUT = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".api..", ROOT + ".preview..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..")
            .because("the connector works on calls, not on JSON");

    @ArchTest
    static final ArchRule NOTHING_NEEDS_THE_PREVIEW = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".preview..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".preview..", "picocli..")
            .because("it is a command beside the connector");

    @ArchTest
    static final ArchRule NO_INTERNALS_OF_KAFKA = noClasses()
            .should()
            .dependOnClassesThat(internalsOfKafka())
            .because("only public API is the same on every worker from 3.9 on");

    private static ArchRule staysWithin(String name) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage(ROOT + "." + name + "..", ROOT + ".sync.model"))));
    }

    private static DescribedPredicate<JavaClass> internalsOfKafka() {
        return resideInAnyPackage("org.apache.kafka..")
                .and(DescribedPredicate.not(resideInAnyPackage(
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
