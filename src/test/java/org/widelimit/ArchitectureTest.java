package org.widelimit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the house: every room imports only from those below it, and what only one may touch. */
class ArchitectureTest {

  /** The rooms from the ground up; there are no circles, as no room imports from one above it. */
  private static final List<String> FROM_THE_GROUND_UP =
      List.of(
          "budget",
          "numeric",
          "numeric.special",
          "numeric.interval",
          "statistics",
          "algebra",
          "algebra.functions",
          "algebra.syntax.wolfram",
          "algebra.precise",
          "algebra.compile",
          "algebra.calculus",
          "algebra.syntax.tex",
          "algebra.decide",
          "algebra.asymptotic",
          "algebra.symja",
          "algebra.emit",
          "activation",
          "gaussian.exact",
          "gaussian.quadrature",
          "gaussian.closed",
          "gaussian.certificate",
          "gaussian.dual",
          "enclosure.box",
          "enclosure",
          "network",
          "network.dataset",
          "network.symbolic",
          "meanfield",
          "simulation.matrix",
          "simulation.network",
          "simulation.training",
          "simulation.observable",
          "simulation.experiment",
          "simulation.chain",
          "simulation.sampling",
          "theorem",
          "theorem.vocabulary",
          "theorem.reader",
          "verification.verdict",
          "verification.claim",
          "verification.evaluate",
          "verification.point",
          "verification.ode",
          "verification.derive.linear",
          "verification.derive",
          "verification.derive.inequality",
          "verification.enclose",
          "verification.derive.depth",
          "verification.trial",
          "verification.sample",
          "verification.check",
          "verification",
          "certificate",
          "report.text",
          "report.plot",
          "report.html",
          "report",
          "store",
          "cli.output",
          "cli");

  /** The library's face, whose users have expressions of Symja. */
  private static final String FACE = "org.widelimit";

  /** Nobody can hold more files of a room in mind. */
  private static final int MOST_FILES = 40;

  /** The program's door, numbers that the compiler copies, and what emitted programs call. */
  private static final Set<String> FROM_OUTSIDE =
      Set.of("cli.Main", "cli.ExitCode", "numeric.special.KernelFunctions");

  private static JavaClasses house;

  @BeforeAll
  static void importClasses() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(FACE);
  }

  static List<String> rooms() {
    return FROM_THE_GROUND_UP;
  }

  private static String name(String room) {
    return FACE + "." + room;
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void should_import_only_from_rooms_below(String room) {
    String[] above =
        FROM_THE_GROUND_UP
            .subList(FROM_THE_GROUND_UP.indexOf(room) + 1, FROM_THE_GROUND_UP.size())
            .stream()
            .map(ArchitectureTest::name)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(name(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .allowEmptyShould(true)
        .check(house);
  }

  @Test
  void should_not_need_the_face_of_the_library_inside() {
    noClasses()
        .that()
        .resideOutsideOfPackage(FACE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(FACE)
        .check(house);
  }

  /** Each library has its rooms. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "org.matheclipse..; algebra.symja",
        "cc.redberry..; algebra.decide, gaussian.exact",
        "org.hipparchus.ode..; verification.ode",
        "picocli..; cli, cli.output",
        "org.yaml..; theorem.reader",
      })
  void should_touch_a_library_in_its_rooms_only(String library, String rooms) {
    List<String> allowed =
        List.of(rooms.split(", ", -1)).stream().map(ArchitectureTest::name).toList();
    List<String> with = new java.util.ArrayList<>(allowed);
    with.add(FACE);
    noClasses()
        .that()
        .resideOutsideOfPackages(with.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .check(house);
  }

  @Test
  void should_know_every_room() {
    Set<String> rooms =
        house.stream()
            .map(JavaClass::getPackageName)
            .filter(room -> !room.equals(FACE))
            .map(room -> room.substring(FACE.length() + 1))
            .collect(Collectors.toSet());

    assertThat(rooms).containsExactlyInAnyOrderElementsOf(FROM_THE_GROUND_UP);
  }

  @Test
  void should_have_rooms_that_can_be_held_in_mind() {
    Map<String, Integer> files = new TreeMap<>();
    house.stream()
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
        .forEach(type -> files.merge(type.getPackageName(), 1, Integer::sum));

    assertThat(files)
        .allSatisfy((room, count) -> assertThat(count).as(room).isLessThanOrEqualTo(MOST_FILES));
  }

  @Test
  void should_call_only_statistical_tests_tests() {
    classes()
        .that()
        .resideOutsideOfPackage(name("statistics"))
        .should()
        .haveSimpleNameNotEndingWith("Test")
        .check(house);
  }

  /** What only tests use belongs to them. */
  @Test
  void should_use_every_class() {
    Set<String> used =
        house.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(use -> !outermost(use.getOriginClass()).equals(outermost(use.getTargetClass())))
            .map(use -> outermost(use.getTargetClass()))
            .collect(Collectors.toSet());
    List<String> unused =
        house.stream()
            .filter(type -> type.isTopLevelClass() && !type.getPackageName().equals(FACE))
            .map(JavaClass::getName)
            .filter(name -> !name.endsWith(".package-info") && !used.contains(name))
            .filter(name -> !FROM_OUTSIDE.contains(name.substring(FACE.length() + 1)))
            .toList();

    assertThat(unused).isEmpty();
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("[$].*", "");
  }
}
