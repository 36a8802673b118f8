package io.weft.core.session;

import io.weft.openflow.ErrorCode;
import java.util.Optional;

/**
 * A mod that did not become effective.
 *
 * @param index which of the mods given to {@link SwitchChannel#commit}, from 0
 * @param error what the switch said; empty if the mod could not be said in the switch's version and
 *     was not sent
 * @param reason for people
 */
public record RefusedMod(int index, Optional<ErrorCode> error, String reason) {}
