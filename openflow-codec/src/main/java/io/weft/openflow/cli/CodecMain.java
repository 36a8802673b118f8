package io.weft.openflow.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The commands {@code decode} and {@code encode}. Their status is 0 if all was understood, 1 if
 * something was not, 2 if the arguments were not.
 */
public final class CodecMain {
  static final int ALL_UNDERSTOOD = 0;
  static final int NOT_ALL_UNDERSTOOD = 1;
  static final int USAGE = 2;

  static final String HELP =
      """
      usage: weft decode [--json] [--port N]... [--pcap FILE | FILE | HEX]...
             weft encode [--json] [--version 1.0 ... 1.5] [--type TYPE] [FILE | TEXT]...

      decode reads OpenFlow messages and prints each on a line. A line of its input is the hexadecimal
      digits of one message; a file, and standard input, may be a capture (pcap, pcapng) too, of which
      the TCP connections of ports 6653, 6633 and --port are read.
      encode reads such lines of text and prints hexadecimal digits.

        --json          one JSON object a line: printed by decode, read by encode
        -O, --version   of lines that do not say theirs; 1.3 if not given
        --type          of lines that are text alone, such as FLOW_MOD for flows of ovs-ofctl

      Without arguments standard input is read, - is standard input too.
      Status: 0 if all was understood, 1 if something was not, 2 for wrong arguments.
      """;

  private CodecMain() {}

  public static void main(String[] arguments) {
    InputStream in = new FileInputStream(FileDescriptor.in);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    OutputStream err = new FileOutputStream(FileDescriptor.err);
    System.exit(run(List.of(arguments), in, out, err));
  }

  /**
   * Runs a command.
   *
   * @param arguments the command first
   * @return the status that the process ends with
   */
  public static int run(
      List<String> arguments, InputStream in, OutputStream out, OutputStream err) {
    try (Writer printed = writer(out);
        Writer complaints = writer(err)) {
      return run(arguments, in, printed, complaints);
    } catch (IOException e) {
      return NOT_ALL_UNDERSTOOD; // nobody reads what is printed
    }
  }

  private static Writer writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
  }

  private static int run(List<String> arguments, InputStream in, Writer out, Writer err)
      throws IOException {
    try {
      Options options = Options.parse(arguments);
      if (options.help()) {
        out.write(HELP);
        return ALL_UNDERSTOOD;
      }
      Complaints complaints = new Complaints(out, err);
      Command command =
          options.decodes()
              ? new Decode(options, out, complaints)
              : new Encode(options, out, complaints);
      new Input(options, in, complaints).readInto(command);
      return complaints.any() ? NOT_ALL_UNDERSTOOD : ALL_UNDERSTOOD;
    } catch (UsageException e) {
      err.write("weft: " + e.getMessage() + "; try: weft decode --help\n");
      return USAGE;
    }
  }
}
