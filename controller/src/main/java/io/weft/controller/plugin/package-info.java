/**
 * Apps out of jars that the controller was not built with: {@link
 * io.weft.controller.plugin.PluginFolder} finds their providers, {@link
 * io.weft.controller.plugin.PluginApps} makes the apps from their sections of the configuration.
 */
@NullMarked
package io.weft.controller.plugin;

import org.jspecify.annotations.NullMarked;
