package io.weft.core.control;

import io.weft.core.app.App;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One call of an app.
 *
 * @param what what is done, for the log: "told ...", "asked for a plan"
 * @param limit how long it may take
 * @param question run on the app's thread
 * @param answer run on the network thread with what the app said, if it still runs then
 */
record AppCall<T>(
    Supplier<String> what, Duration limit, Function<App, T> question, Consumer<T> answer) {}
