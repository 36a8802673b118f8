package io.weft.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of a lab's logs, dumps and capture: empty at its start, and one lab's alone until it
 * is closed.
 */
final class Artefacts implements AutoCloseable {
  private final Path folder;
  private final FileChannel lockFile;

  /** Takes the folder; a LabException when another lab has it. */
  Artefacts(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      lockFile =
          FileChannel.open(
              folder.resolveSibling(folder.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      lock();
      empty();
    } catch (IOException e) {
      throw new LabException("cannot use " + folder + ": " + e.getMessage(), e);
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      // The lock ends with this JVM at the latest.
    }
  }

  private void lock() throws IOException {
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      lockFile.close();
      throw new LabException("the lab '" + folder.getFileName() + "' is running already");
    }
  }

  private void empty() throws IOException {
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path :
          content.sorted(Comparator.reverseOrder()).filter(p -> !p.equals(folder)).toList()) {
        Files.delete(path);
      }
    }
  }
}
