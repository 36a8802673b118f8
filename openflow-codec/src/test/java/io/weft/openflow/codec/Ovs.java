package io.weft.openflow.codec;

import io.weft.net.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Open vSwitch says of frames: {@code ovs-ofctl ofp-parse} prints many at once. Between them
 * stand empty echo requests whose xids tell the outputs apart.
 */
public final class Ovs {
  private static final int MARK = 0x5eed0000;
  private static final Pattern MARK_LINE =
      Pattern.compile("OFPT_ECHO_REQUEST \\(xid=0x5eed([0-9a-f]{4})\\): 0 bytes of payload");
  private static final Pattern ERROR = Pattern.compile("\\*\\*\\*decode error: (\\w+)\\*\\*\\*");
  private static final int BATCH = 4000;

  private Ovs() {}

  /** Whether the program is there. */
  public static boolean isPresent() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "ovs-ofctl")));
  }

  /** The error in what it printed, if it printed one. */
  public static Optional<String> error(String printed) {
    Matcher matcher = ERROR.matcher(printed);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** What it prints of each frame, whose header must say its true length. */
  public static List<String> print(List<String> frames) {
    List<String> printed = new ArrayList<>();
    for (int from = 0; from < frames.size(); from += BATCH) {
      printed.addAll(printBatch(frames.subList(from, Math.min(frames.size(), from + BATCH))));
    }
    return printed;
  }

  /** The output of {@code ovs-ofctl} with these arguments. */
  public static String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ovs-ofctl"));
    command.addAll(List.of(arguments));
    try {
      Path errors = Files.createTempFile("weft-ovs", ".err");
      try {
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        byte[] output = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
          throw new IllegalStateException(command + ": " + Files.readString(errors));
        }
        return new String(output, StandardCharsets.UTF_8);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<String> printBatch(List<String> frames) {
    try {
      Path file = Files.createTempFile("weft-frames", ".bin");
      try {
        Files.write(file, stream(frames));
        Process process =
            new ProcessBuilder("ovs-ofctl", "ofp-parse", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return split(output, frames.size());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] stream(List<String> frames) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < frames.size(); i++) {
      stream.writeBytes(Bytes.parse("01020008%08x".formatted(MARK + i)).toArray());
      stream.writeBytes(Bytes.parse(frames.get(i)).toArray());
    }
    return stream.toByteArray();
  }

  private static List<String> split(String output, int count) {
    List<String> printed = new ArrayList<>();
    Matcher mark = MARK_LINE.matcher(output);
    int from = -1;
    while (mark.find()) {
      if (from >= 0) {
        printed.add(output.substring(from, mark.start()).strip());
      }
      if (Integer.parseInt(mark.group(1), 16) != printed.size()) {
        throw new IllegalStateException("ovs-ofctl lost its place at frame " + printed.size());
      }
      from = mark.end();
    }
    printed.add(output.substring(Math.max(from, 0)).strip());
    if (printed.size() != count) {
      throw new IllegalStateException(printed.size() + " outputs of " + count + " frames");
    }
    return printed;
  }
}
