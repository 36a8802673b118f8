/**
 * The configuration file: YAML whose keys are the fields of {@code config.proto}, read by {@link
 * io.weft.controller.config.ConfigReader} into {@link io.weft.controller.config.Settings}.
 */
@NullMarked
package io.weft.controller.config;

import org.jspecify.annotations.NullMarked;
