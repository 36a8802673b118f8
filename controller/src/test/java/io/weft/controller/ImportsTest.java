package io.weft.controller;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The direction of imports: controller, apps, core, codec. Only what stands on the class path of
 * this module is seen, which is all that becomes part of the process, and the test kit.
 */
class ImportsTest {
  private static final String[] CODEC = {"io.weft.net..", "io.weft.openflow.."};
  private static final String CORE = "io.weft.core..";
  private static final String APPS = "io.weft.app..";
  private static final String CONTROLLER = "io.weft.controller..";
  private static final String TESTKIT = "io.weft.testkit..";
  private static final String NORTHBOUND = "io.weft.northbound..";
  private static final String CTL = "io.weft.ctl..";
  private static final Set<String> GENERATED =
      Set.of("io.weft.controller.config.v1", "io.weft.api.v1");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOptions(
              List.of(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS, ImportsTest::isNoPackageInfo))
          .importPackages("io.weft");

  private static boolean isNoPackageInfo(Location location) {
    return !location.contains("/package-info.class");
  }

  @Test
  void allModulesAreSeen() {
    for (String part :
        List.of(
            "net",
            "openflow",
            "core",
            "app",
            "controller",
            "testkit",
            "northbound",
            "api",
            "ctl")) {
      assertThat(CLASSES.that(resideInAPackage("io.weft." + part + ".."))).as(part).isNotEmpty();
    }
  }

  @Test
  void codecKnowsNothingAboveIt() {
    classes()
        .that()
        .resideInAnyPackage(CODEC)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "io.netty..", "org.jspecify..", "io.weft.net..", "io.weft.openflow..")
        .check(CLASSES);
  }

  @Test
  void coreKnowsNothingAboveIt() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(APPS, CONTROLLER, TESTKIT, NORTHBOUND, CTL)
        .check(CLASSES);
  }

  @Test
  void ctlKnowsTheApiOnly() {
    classes()
        .that()
        .resideInAPackage(CTL)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "picocli..", "com.google.protobuf..", "org.jspecify..", "io.weft.api.v1", CTL)
        .check(CLASSES);
  }

  @Test
  void appsDoNotKnowTheApi() {
    noClasses()
        .that()
        .resideInAPackage(APPS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(NORTHBOUND, CTL, "io.weft.api..")
        .check(CLASSES);
  }

  /** And by Bytes, which copy themselves into a buffer, as nobody else may have their array. */
  @Test
  void nettyIsKnownByCodecAndSessionsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.weft.openflow.wire",
            "io.weft.openflow.codec",
            "io.weft.openflow.netty",
            "io.weft.core.session",
            TESTKIT)
        .and()
        .doNotBelongToAnyOf(io.weft.net.Bytes.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CLASSES);
  }

  @Test
  void appsKnowValuesOnly() {
    noClasses()
        .that()
        .resideInAPackage(APPS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.netty..",
            "io.weft.openflow.wire",
            "io.weft.openflow.codec",
            "io.weft.openflow.netty",
            "io.weft.core.session",
            "io.weft.core.control",
            "java.net..",
            "java.nio..",
            "java.util.concurrent..")
        .check(CLASSES);
  }

  @Test
  void appsHaveNoClock() {
    noClasses()
        .that()
        .resideInAPackage(APPS)
        .should()
        .accessTargetWhere(tellsTime())
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> tellsTime() {
    return DescribedPredicate.describe(
        "tells the time",
        access -> {
          JavaClass owner = access.getTargetOwner();
          return switch (access.getTarget().getName()) {
            case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
            case "now" -> owner.getPackageName().equals("java.time");
            default ->
                owner.isAssignableTo(Clock.class) || owner.isAssignableTo(InstantSource.class);
          };
        });
  }

  @Test
  void clockIsFoundWhereThereIsOne() {
    JavaClass main = CLASSES.get(Main.class.getName() + "$Run");
    assertThat(main.getAccessesFromSelf()).anyMatch(tellsTime());
  }

  @Test
  void appsDoNotKnowEachOther() {
    slices().matching("io.weft.app.(*)..").should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  void onlyTheControllerKnowsTheApps() {
    noClasses()
        .that()
        .resideOutsideOfPackages(APPS, CONTROLLER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(APPS)
        .check(CLASSES);
  }

  @Test
  void daggerIsKnownByTheControllerOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CONTROLLER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dagger..", "jakarta.inject..", "javax.inject..")
        .check(CLASSES);
  }

  @Test
  void productDoesNotKnowTheTestKit() {
    noClasses()
        .that(resideInAnyPackage("io.weft..").and(not(resideInAPackage(TESTKIT))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TESTKIT)
        .check(CLASSES);
  }

  @Test
  void packagesOfTheCoreHaveAnOrder() {
    slices().matching("io.weft.core.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    JavaClasses withInfo =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.weft");
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass each : withInfo.that(alwaysTrue())) {
      JavaPackage its = each.getPackage();
      if (!GENERATED.contains(its.getName()) && !its.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(its.getName());
      }
    }
    assertThat(unmarked).isEmpty();
  }
}
