package io.weft.benchmarks.load;

/**
 * Who sends packets to whom on one emulated switch: many sources, on four ports, to four stations
 * on four other ports. Packet number {@code n} is from source {@code n % sources}; a station says
 * once where it is, by a broadcast, so that the controller can learn it.
 *
 * <p>A buffer id says which packet it is: the number in 30 bits, or that a station announces
 * itself.
 */
final class Traffic {
  static final int STATIONS = 4;
  static final int PORTS = 8;
  static final long BROADCAST = 0xffff_ffff_ffffL;

  private static final int SOURCE_PORTS = PORTS - STATIONS;
  private static final int ANNOUNCEMENT = 1 << 30;
  private static final int NUMBER = ANNOUNCEMENT - 1;
  private static final long LOCALLY_ADMINISTERED = 0x0200_0000_0000L;
  private static final long STATION = 0x80_0000L;

  /** Addresses of one switch have these bits in common. */
  private final long ours;

  private final int sources;

  /**
   * @param sources 1 to 2^23
   */
  Traffic(int switchIndex, int sources) {
    this.ours = LOCALLY_ADMINISTERED | (long) switchIndex << 24;
    this.sources = sources;
  }

  int sources() {
    return sources;
  }

  static int bufferId(long number) {
    return (int) number & NUMBER;
  }

  static int announcement(int station) {
    return ANNOUNCEMENT | station;
  }

  /** Whether a buffer id is one that was given. */
  static boolean isKnown(int bufferId) {
    return isAnnouncement(bufferId) ? (bufferId & NUMBER) < STATIONS : bufferId >= 0;
  }

  static boolean isAnnouncement(int bufferId) {
    return bufferId >= 0 && (bufferId & ANNOUNCEMENT) != 0;
  }

  long source(int bufferId) {
    return isAnnouncement(bufferId) ? station(bufferId & NUMBER) : ours | bufferId % sources;
  }

  long destination(int bufferId) {
    return isAnnouncement(bufferId) ? BROADCAST : station(bufferId % STATIONS);
  }

  int inPort(int bufferId) {
    return isAnnouncement(bufferId)
        ? stationPort(bufferId & NUMBER)
        : 1 + bufferId % sources % SOURCE_PORTS;
  }

  /** Where the destination of a packet that is no announcement is. */
  int outPort(int bufferId) {
    return stationPort(bufferId % STATIONS);
  }

  private long station(int index) {
    return ours | STATION | index;
  }

  private static int stationPort(int index) {
    return 1 + SOURCE_PORTS + index;
  }
}
