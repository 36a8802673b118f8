package io.weft.core.control;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Owner;
import io.weft.core.desired.SwitchRules;
import io.weft.net.DatapathId;

/** What an owner wants in the end, by switch: now, and with another instance of its app. */
public record PlanChange(
    Owner owner,
    ImmutableMap<DatapathId, SwitchRules> before,
    ImmutableMap<DatapathId, SwitchRules> after) {}
