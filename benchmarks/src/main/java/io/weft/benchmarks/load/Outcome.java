package io.weft.benchmarks.load;

/**
 * What came of one load.
 *
 * @param perSecond correct answers in a second, the median
 * @param fairness answers to the slowest switch for each of the fastest, the median
 * @param unanswered PACKET_INs that nothing came for
 * @param flooded of the answers, those that did not know the destination
 * @param wrong answers that do something else to a packet than should be
 * @param p50 nanoseconds; 0 where none were measured, as are the others
 * @param peakMegabytes the most memory that the controller has had
 * @param disturbed share of the time that others had of the two processors
 */
record Outcome(
    double perSecond,
    double fairness,
    long unanswered,
    long flooded,
    long wrong,
    double p50,
    double p99,
    double p999,
    double peakMegabytes,
    double disturbed) {}
