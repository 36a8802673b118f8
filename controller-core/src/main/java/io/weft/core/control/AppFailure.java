package io.weft.core.control;

/** What an app did wrong, in one line. */
final class AppFailure {
  private static final int MAX = 200;

  private AppFailure() {}

  static String describe(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      return "ran out of memory" + place(thrown.getStackTrace());
    }
    if (thrown instanceof TooLargeException) {
      return String.valueOf(thrown.getMessage());
    }
    return "threw " + line(thrown.toString()) + place(thrown.getStackTrace());
  }

  /** Where it happened: the innermost frame that is not of the JDK. */
  static String place(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
        return " at "
            + name
            + "."
            + frame.getMethodName()
            + "("
            + frame.getFileName()
            + ":"
            + frame.getLineNumber()
            + ")";
      }
    }
    return "";
  }

  private static String line(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= MAX ? line : line.substring(0, MAX) + "...";
  }
}
