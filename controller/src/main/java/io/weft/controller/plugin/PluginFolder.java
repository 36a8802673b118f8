package io.weft.controller.plugin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.weft.core.app.AppProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * A folder of jars with apps. Each has a class loader of its own. One that does not load is told of
 * in one line and left out; the others do not notice.
 *
 * @param plugins in the order of the names of their jars
 * @param isWhole false if some jar did not load
 */
public record PluginFolder(ImmutableList<Plugin> plugins, boolean isWhole) {
  private static final String SERVICE = "META-INF/services/" + AppProvider.class.getName();
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");

  /** No plugins. */
  public static final PluginFolder EMPTY = new PluginFolder(ImmutableList.of(), true);

  /**
   * Loads what a folder has; one that is not there has nothing.
   *
   * @param complain told, in one line each, which jars do not load and why
   */
  public static PluginFolder load(Path folder, Consumer<String> complain) {
    if (!Files.isDirectory(folder)) {
      return EMPTY;
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      found.forEach(jars::add);
    } catch (IOException e) {
      complain.accept("plugins of " + folder + " are not loaded: " + e.getMessage());
      return new PluginFolder(ImmutableList.of(), false);
    }
    Collections.sort(jars);
    ApiLoader api = new ApiLoader(PluginFolder.class.getClassLoader());
    List<Plugin> plugins = new ArrayList<>();
    boolean isWhole = true;
    for (Path jar : jars) {
      try {
        load(jar, api, plugins);
      } catch (PluginException e) {
        isWhole = false;
        complain.accept("plugin " + jar + " is not loaded: " + e.getMessage());
      }
    }
    return new PluginFolder(ImmutableList.copyOf(plugins), isWhole);
  }

  /** With apps that are part of the controller in front. */
  public PluginFolder behind(List<AppProvider<?>> builtIn) {
    ImmutableList.Builder<Plugin> all = ImmutableList.builder();
    for (AppProvider<?> provider : builtIn) {
      all.add(new Plugin(Optional.empty(), provider.name(), provider));
    }
    return new PluginFolder(all.addAll(plugins).build(), isWhole);
  }

  // A jar may do anything while its classes are loaded; and its loader is open as long as its app.
  @SuppressWarnings({"CatchingUnchecked", "resource"})
  private static void load(Path jar, ApiLoader api, List<Plugin> into) throws PluginException {
    try (JarFile readable = new JarFile(jar.toFile())) {
      if (readable.getEntry(SERVICE) == null) {
        throw new PluginException("it has no " + SERVICE);
      }
    } catch (IOException e) {
      throw new PluginException("it is no jar: " + e.getMessage());
    }
    List<Plugin> here = new ArrayList<>();
    try {
      URLClassLoader loader =
          new URLClassLoader(
              String.valueOf(jar.getFileName()), new URL[] {jar.toUri().toURL()}, api);
      for (AppProvider<?> provider : ServiceLoader.load(AppProvider.class, loader)) {
        here.add(plugin(jar, provider, into, here));
      }
      if (here.isEmpty()) {
        throw new PluginException(SERVICE + " names no class");
      }
    } catch (PluginException e) {
      throw e;
    } catch (ServiceConfigurationError e) {
      // Its own words name the class; what the class has thrown is the cause.
      Throwable cause = e.getCause();
      throw cause == null ? new PluginException(e.getMessage()) : PluginException.of(cause);
    } catch (Throwable e) {
      throw PluginException.of(e);
    }
    into.addAll(here);
  }

  private static Plugin plugin(
      Path jar, AppProvider<?> provider, List<Plugin> loaded, List<Plugin> here)
      throws PluginException {
    Plugin plugin = new Plugin(Optional.of(jar), provider.name(), provider);
    if (!NAME.matcher(plugin.name()).matches()) {
      throw new PluginException(
          "its app has the name '"
              + plugin.name()
              + "', expected letters and digits: a key of the"
              + " configuration");
    }
    for (Plugin other : Iterables.concat(loaded, here)) {
      if (other.name().equals(plugin.name())) {
        throw new PluginException("its app " + plugin.name() + " is in " + other.from() + " too");
      }
    }
    return plugin;
  }
}
