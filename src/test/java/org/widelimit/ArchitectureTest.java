package org.widelimit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the order of the packages: each imports only from those before it. */
class ArchitectureTest {

  private static final List<String> FROM_THE_GROUND_UP =
      List.of(
          "numeric",
          "algebra",
          "enclosure",
          "gaussian",
          "network",
          "meanfield",
          "simulation",
          "statistics",
          "theorem",
          "verification",
          "report",
          "cli");

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.widelimit");
  }

  static List<String> packages() {
    return FROM_THE_GROUND_UP;
  }

  @ParameterizedTest
  @MethodSource("packages")
  void should_import_only_from_packages_below(String name) {
    String[] above =
        FROM_THE_GROUND_UP
            .subList(FROM_THE_GROUND_UP.indexOf(name) + 1, FROM_THE_GROUND_UP.size())
            .stream()
            .map(other -> "org.widelimit." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("org.widelimit." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .allowEmptyShould(true)
        .check(classes);
  }

  /** The library's face, whose users have expressions of Symja. */
  private static final String FACE = "org.widelimit";

  @Test
  void should_not_need_the_face_of_the_library_inside() {
    noClasses()
        .that()
        .resideOutsideOfPackage(FACE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(FACE)
        .check(classes);
  }

  @Test
  void should_touch_symja_in_algebra_and_the_face_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.widelimit.algebra..", FACE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.matheclipse..")
        .check(classes);
  }

  @Test
  void should_know_every_package() {
    String root = "org.widelimit.";
    Assertions.assertThat(
            classes.stream()
                .filter(type -> !type.getPackageName().equals(FACE))
                .map(
                    type ->
                        type.getPackageName().substring(root.length()).replaceFirst("[.].*", ""))
                .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name))
        .isSubsetOf(FROM_THE_GROUND_UP);
  }
}
