package io.weft.testkit;

import io.weft.core.dataplane.BucketChooser;
import io.weft.core.dataplane.PipelineSettings;
import io.weft.net.DatapathId;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.OfMessage.Hello;
import io.weft.openflow.message.PortDesc;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeSwitch} is to be: without further words OpenFlow 1.3 and no ports. */
public final class FakeSwitchBuilder {
  private static final int ENTRIES_PER_PART = 100;
  private static final int MESSAGES_KEPT = 100_000;

  private final DatapathId datapathId;
  private final List<PortDesc> ports = new ArrayList<>();
  private List<OfVersion> versions = List.of(OfVersion.OF13);
  private boolean bitmap = true;
  private OptionalInt tables = OptionalInt.empty();
  private int tableCapacity = 1_000_000;
  private int entriesPerPart = ENTRIES_PER_PART;
  private int messagesKept = MESSAGES_KEPT;
  private BucketChooser chooser = BucketChooser.byFlow();
  private InstantSource clock = InstantSource.system();
  private Desc desc = new Desc("Weft", "test kit", "fake switch", "1", "fake switch");
  private @Nullable LoopThread sharedThread;

  FakeSwitchBuilder(DatapathId datapathId) {
    this.datapathId = datapathId;
  }

  /** The versions it speaks. */
  public FakeSwitchBuilder versions(OfVersion... spoken) {
    versions = List.of(spoken);
    return this;
  }

  /** Its hello has no version bitmap, as that of OpenFlow 1.0 switches and old 1.3 ones. */
  public FakeSwitchBuilder withoutVersionBitmap() {
    bitmap = false;
    return this;
  }

  /** Ports 1 to a number, up, with nothing plugged in. */
  public FakeSwitchBuilder ports(int count) {
    for (int number = 1; number <= count; number++) {
      ports.add(SwitchPorts.port(datapathId.bits(), number));
    }
    return this;
  }

  public FakeSwitchBuilder port(PortDesc port) {
    ports.add(port);
    return this;
  }

  /** How many flow tables; 254 without this, and 1 in OpenFlow 1.0. */
  public FakeSwitchBuilder tables(int count) {
    tables = OptionalInt.of(count);
    return this;
  }

  /** How many entries fit into each table. */
  public FakeSwitchBuilder tableCapacity(int entries) {
    tableCapacity = entries;
    return this;
  }

  /** How many entries a part of a multipart answer has at most; 100 without this. */
  public FakeSwitchBuilder entriesPerPart(int entries) {
    entriesPerPart = entries;
    return this;
  }

  /** How many received messages are kept; 100,000 without this. */
  public FakeSwitchBuilder messagesKept(int count) {
    messagesKept = count;
    return this;
  }

  /** How SELECT groups choose; by a hash of the flow without this. */
  public FakeSwitchBuilder bucketChooser(BucketChooser how) {
    chooser = how;
    return this;
  }

  /** What timeouts and durations go by; the system's clock without this. */
  public FakeSwitchBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  public FakeSwitchBuilder description(Desc description) {
    desc = description;
    return this;
  }

  /** Runs on the thread of other switches, so that what happens between them has an order. */
  FakeSwitchBuilder thread(LoopThread thread) {
    sharedThread = thread;
    return this;
  }

  public FakeSwitch build() {
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("switch " + datapathId + " speaks no version");
    }
    return new FakeSwitch(this);
  }

  DatapathId datapathId() {
    return datapathId;
  }

  List<PortDesc> ports() {
    return List.copyOf(ports);
  }

  List<OfVersion> versions() {
    return versions;
  }

  Hello hello() {
    Hello offering = Hello.offering(versions);
    return bitmap ? offering : new Hello(offering.version());
  }

  PipelineSettings settings(OfVersion version) {
    int most = PipelineSettings.of(version).tables();
    return new PipelineSettings(version, Math.min(tables.orElse(most), most), tableCapacity);
  }

  MultipartAnswers multiparts() {
    return new MultipartAnswers(desc, entriesPerPart);
  }

  int messagesKept() {
    return messagesKept;
  }

  BucketChooser bucketChooser() {
    return chooser;
  }

  InstantSource clock() {
    return clock;
  }

  Optional<LoopThread> sharedThread() {
    return Optional.ofNullable(sharedThread);
  }
}
