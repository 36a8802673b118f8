package io.weft.core.reconcile;

import io.weft.core.desired.Entry;
import io.weft.openflow.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is wanted, or not wanted any more, and a switch does not make it so.
 *
 * @param owner whose it is, by name
 * @param entry the rule, group or meter
 * @param removal whether it should be removed
 * @param error what the switch said; empty if it was not asked
 * @param reason for people
 * @param retryAt when it is tried again; empty if that makes no sense until something changes
 */
public record FailedEntry(
    String owner,
    Entry entry,
    boolean removal,
    Optional<ErrorCode> error,
    String reason,
    Optional<Instant> retryAt) {}
