package io.weft.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.app.clos.Blueprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section of the fabric, and what is said of one that cannot be. */
class BlueprintTest {
  private static final String GOOD =
      """
      apps:
        closEcmp:
          tiers:
            - {name: leaf, switches: [1-3]}
            - {name: spine, switches: [21, '22']}
          subnets:
            - {prefix: 10.0.1.0/24, gateway: 10.0.1.1, leaves: ['1']}
            - prefix: 10.0.2.0/24
              gateway: 10.0.2.1
              leaves: ['2']
      """;

  @TempDir Path directory = Path.of("");

  private Blueprint read(String text) throws IOException, ConfigException {
    Path file = directory.resolve("weft.yaml");
    Files.writeString(file, text);
    return ConfigReader.read(file).section("closEcmp", Blueprint.class);
  }

  @Test
  void isRead() throws IOException, ConfigException {
    Blueprint blueprint = read(GOOD);
    assertThat(blueprint.tiers()).hasSize(2);
    assertThat(blueprint.subnets().get(1).gateway()).hasToString("10.0.2.1");
    assertThat(blueprint.gatewayMac()).hasToString("02:57:45:46:54:01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.2.0/24  | 10.0.0.0/16    | :8: apps.closEcmp.subnets[1].prefix: 10.0.0.0/16 overlaps 10.0.1.0/24 of subnets[0]",
        "10.0.2.0/24  | 10.0.2.0/31    | :8: apps.closEcmp.subnets[1].prefix: 10.0.2.0/31 has no room",
        "10.0.2.0/24  | 10.0.2.1/24    | :8: apps.closEcmp.subnets[1].prefix: '10.0.2.1/24': 10.0.2.1/24 has bits",
        "10.0.2.1     | 10.0.3.1       | :9: apps.closEcmp.subnets[1].gateway: 10.0.3.1 is no address of a host in 10.0.2.0/24",
        "leaves: ['2']| leaves: ['21'] | :10: apps.closEcmp.subnets[1].leaves: 0000000000000021 is no switch of tier leaf",
        "[21, '22']   | [3, 22]        | :5: apps.closEcmp.tiers[1].switches: 0000000000000003 is in tiers[0].switches too",
        "[1-3]        | [3-1]          | :4: apps.closEcmp.tiers[0].switches[0]: '3-1': 0000000000000003 is behind",
        "[1-3]        | []             | :4: apps.closEcmp.tiers[0].switches: expected at least one",
        "subnets:     | subnet:        | :6: apps.closEcmp.subnet: expected one of gatewayMac, tiers, subnets, found",
      })
  void isRefusedByFileLineAndKey(String what, String by, String error) {
    assertThatThrownBy(() -> read(GOOD.replaceFirst(Pattern.quote(what), by)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("weft.yaml" + error);
  }
}
