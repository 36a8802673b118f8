package io.weft.controller.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The configuration file as text: what is no text, or too much of it, is refused here. */
final class ConfigText {
  /** Octets; some thousand times what all keys take. */
  private static final int MAX = 1024 * 1024;

  private ConfigText() {}

  static String load(Path file) throws ConfigException {
    if (Files.isDirectory(file)) {
      throw new ConfigException(file + ": expected a file, found a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      // Not by its size: a pipe has none.
      byte[] octets = in.readNBytes(MAX + 1);
      if (octets.length > MAX) {
        throw new ConfigException(file + ": expected at most " + MAX + " octets, found more");
      }
      return decode(file.toString(), octets);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": expected a file, found none");
    } catch (AccessDeniedException e) {
      throw new ConfigException(
          file + ": expected a file that may be read, found one that may not");
    } catch (IOException e) {
      throw new ConfigException(
          file + ": expected a file that can be read, found: " + e.getMessage());
    }
  }

  /** Checks a text that did not come from a file. */
  static String check(String name, String text) throws ConfigException {
    if (text.length() > MAX) {
      throw new ConfigException(name + ": expected at most " + MAX + " characters, found more");
    }
    return decode(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String file, byte[] octets) throws ConfigException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(octets);
    CharBuffer out = CharBuffer.allocate(octets.length);
    boolean malformed = decoder.decode(in, out, true).isError();
    String text = out.flip().toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
        throw noText(file, text, i, String.format("control character 0x%02x", (int) c));
      }
    }
    if (malformed) {
      String octet = String.format("octet 0x%02x", octets[in.position()] & 0xff);
      throw noText(file, text, text.length(), octet);
    }
    return text;
  }

  private static ConfigException noText(String file, String text, int at, String found) {
    long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
    return new ConfigException(file + ":" + line + ": expected UTF-8 text, found " + found);
  }
}
