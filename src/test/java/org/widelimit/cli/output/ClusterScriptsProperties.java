package org.widelimit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.widelimit.cli.output.ClusterScripts.Scheduler;
import org.widelimit.verification.claim.VerificationOptions;

/** Scripts are what their shells read. */
class ClusterScriptsProperties {

  private static String shell(String script, String... args)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Property(tries = 40)
  void should_hand_any_path_on_as_one_word(
      @ForAll @StringLength(min = 1, max = 12) @CharRange(from = ' ', to = '~') String path)
      throws IOException, InterruptedException {
    String said = shell("printf %s " + ClusterScripts.quoted(path));
    assertThat(said).isEqualTo(path.startsWith("-") ? "./" + path : path);
  }

  @Example
  void should_be_a_script_that_bash_can_read() throws IOException, InterruptedException {
    String script =
        ClusterScripts.of(
            Scheduler.SLURM,
            3,
            List.of(Path.of("my papers/it's one.yaml")),
            Path.of("re ports"),
            VerificationOptions.defaults().withSeed(5));
    shell("bash -n <<< \"$1\"", script);
    assertThat(script)
        .contains("--array=1-3", "--dependency=afterany:", "--seed 5", "merge --out 're ports'");
  }

  @Example
  void should_name_every_part_in_the_workflow() {
    String workflow =
        ClusterScripts.of(
            Scheduler.GITHUB,
            3,
            List.of(Path.of("theorems")),
            Path.of("reports"),
            VerificationOptions.defaults());
    assertThat(workflow).contains("part: [1, 2, 3]", "--shard ${{ matrix.part }}/3", "needs: part");
    Object read =
        new org.yaml.snakeyaml.Yaml(
                new org.yaml.snakeyaml.constructor.SafeConstructor(
                    new org.yaml.snakeyaml.LoaderOptions()))
            .load(workflow);
    assertThat((java.util.Map<?, ?>) read).hasSize(3);
  }
}
