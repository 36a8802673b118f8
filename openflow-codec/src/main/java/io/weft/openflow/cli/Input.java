package io.weft.openflow.cli;

import io.weft.openflow.cli.capture.Capture;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The lines and captures that the arguments name, or standard input. */
final class Input {
  private static final String STANDARD = "-";

  private final Options options;
  private final InputStream standard;
  private final Complaints complaints;
  private int lines;

  Input(Options options, InputStream standard, Complaints complaints) {
    this.options = options;
    this.standard = standard;
    this.complaints = complaints;
  }

  void readInto(Command command) throws IOException {
    for (String file : options.captures()) {
      readFile(file, true, command);
    }
    for (String source : options.sources()) {
      if (source.equals(STANDARD)) {
        read(standard, false, command);
      } else if (isFile(source)) {
        readFile(source, false, command);
      } else {
        for (String line : source.lines().toList()) {
          line(line, command);
        }
      }
    }
    if (options.captures().isEmpty() && options.sources().isEmpty()) {
      read(standard, false, command);
    }
  }

  private static boolean isFile(String argument) {
    try {
      return Files.isReadable(Path.of(argument)) && !Files.isDirectory(Path.of(argument));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void readFile(String file, boolean isCapture, Command command) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      read(in, isCapture, command);
    } catch (IOException | InvalidPathException e) {
      complaints.add(file + ": " + (isFile(file) ? e.getMessage() : "no file that can be read"));
    }
  }

  private void read(InputStream in, boolean isCapture, Command command) throws IOException {
    InputStream buffered = new BufferedInputStream(in, 1 << 16);
    if (isCapture || Capture.isCapture(buffered)) {
      command.capture(buffered);
      return;
    }
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(buffered, StandardCharsets.UTF_8), 1 << 16);
    while (true) {
      if (!reader.ready()) {
        complaints.flushPrinted(); // whoever types a line waits for the answer
      }
      String line = reader.readLine();
      if (line == null) {
        return;
      }
      line(line, command);
    }
  }

  private void line(String line, Command command) throws IOException {
    lines++;
    if (!line.isBlank()) {
      command.line(line, lines);
    }
  }
}
