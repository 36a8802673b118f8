package io.weft.lab.check;

/**
 * The outcome of a check.
 *
 * @param figure what was measured, with its unit
 */
public record Result(boolean held, String figure) {}
