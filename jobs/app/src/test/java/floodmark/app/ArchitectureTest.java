package floodmark.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;

/** What the modules' own dependencies cannot say. */
@AnalyzeClasses(packages = "floodmark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "floodmark.model..",
        "floodmark.claim..",
        "floodmark.stats..",
        "floodmark.evidence..",
        "floodmark.verdict..",
        "floodmark.simulate.."
    };
    private static final Set<String> DIFFERS_BETWEEN_MACHINES = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "expm1", "log", "log10", "log1p", "pow",
            "cbrt", "sinh", "cosh", "tanh", "hypot");

    @ArchTest
    static final ArchRule coreIsPure = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink..",
                    "org.apache.parquet..",
                    "org.apache.hadoop..",
                    "tools.jackson..",
                    "org.slf4j..",
                    "java.nio.file..",
                    "java.net..",
                    "floodmark.capture..",
                    "floodmark.pipeline..",
                    "floodmark.app..");

    @ArchTest
    static final ArchRule commonsMathStaysInStats = noClasses()
            .that()
            .resideOutsideOfPackage("floodmark.stats..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons.math3..");

    @ArchTest
    static final ArchRule resultsAreTheSameOnEveryMachine = noClasses()
            .that()
            .resideInAPackage("floodmark..")
            .should()
            .callMethodWhere(new DescribedPredicate<>("Math functions that differ between JVMs") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().isEquivalentTo(Math.class)
                            && DIFFERS_BETWEEN_MACHINES.contains(call.getName());
                }
            });

    @ArchTest
    static final ArchRule parquetStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("floodmark.capture.parquet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule flinkStaysInThePipeline = noClasses()
            .that()
            .resideOutsideOfPackages("floodmark.pipeline..", "floodmark.app.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule noWallClockInResults = noClasses()
            .that()
            .resideOutsideOfPackage("floodmark.app..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Date.class, Calendar.class);

    @ArchTest
    static final ArchRule noWallClockInReports = noClasses()
            .that()
            .resideInAnyPackage(
                    "floodmark.app.report..",
                    "floodmark.app.result..",
                    "floodmark.app.assess..",
                    "floodmark.app.calibrate..",
                    "floodmark.app.export..",
                    "floodmark.app.simulate..")
            .should()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule statisticsStandAlone = noClasses()
            .that()
            .resideInAPackage("floodmark.stats..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "other packages of Floodmark",
                    (JavaClass c) -> c.getPackageName().startsWith("floodmark.")
                            && !c.getPackageName().startsWith("floodmark.stats")));

    @ArchTest
    static final ArchRule factsDoNotKnowConclusions = noClasses()
            .that()
            .resideInAnyPackage("floodmark.model..", "floodmark.claim..", "floodmark.evidence..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("floodmark.verdict..");

    @ArchTest
    static final ArchRule commandsAreTheTop = noClasses()
            .that()
            .resideInAnyPackage(
                    "floodmark.app.assess..",
                    "floodmark.app.calibrate..",
                    "floodmark.app.export..",
                    "floodmark.app.output..",
                    "floodmark.app.report..",
                    "floodmark.app.result..",
                    "floodmark.app.run..",
                    "floodmark.app.simulate..",
                    "floodmark.app.terminal..",
                    "floodmark.app.watch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("floodmark.app.command..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("floodmark.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule fieldsHoldNoSharedState = classes()
            .that()
            .resideInAPackage("floodmark..")
            .should(new ArchCondition<>("have only final static fields") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getFields().stream()
                            .filter(f -> f.getModifiers().contains(JavaModifier.STATIC)
                                    && !f.getModifiers().contains(JavaModifier.FINAL)
                                    && !f.getModifiers().contains(JavaModifier.SYNTHETIC))
                            .forEach(f -> events.add(
                                    SimpleConditionEvent.violated(f, f.getFullName() + " is static and not final")));
                }
            });
}
