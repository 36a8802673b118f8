/**
 * What a flow entry matches: {@link io.weft.openflow.match.Field} is the table of match fields, one
 * row each, and {@link io.weft.openflow.match.Match} a set of fields with values and masks, printed
 * by {@code MatchText} and parsed by {@link io.weft.openflow.match.MatchParser} in the notation of
 * {@code ovs-ofctl}.
 */
@NullMarked
package io.weft.openflow.match;

import org.jspecify.annotations.NullMarked;
