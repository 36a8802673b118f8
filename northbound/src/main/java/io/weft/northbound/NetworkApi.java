package io.weft.northbound;

import io.grpc.stub.StreamObserver;
import io.weft.api.v1.GetNetworkRequest;
import io.weft.api.v1.GetSwitchRequest;
import io.weft.api.v1.Host;
import io.weft.api.v1.Link;
import io.weft.api.v1.ListHostsRequest;
import io.weft.api.v1.ListHostsResponse;
import io.weft.api.v1.ListLinksRequest;
import io.weft.api.v1.ListLinksResponse;
import io.weft.api.v1.ListPortsRequest;
import io.weft.api.v1.ListPortsResponse;
import io.weft.api.v1.ListSwitchesRequest;
import io.weft.api.v1.ListSwitchesResponse;
import io.weft.api.v1.Network;
import io.weft.api.v1.NetworkServiceGrpc;
import io.weft.api.v1.Port;
import io.weft.api.v1.Switch;
import io.weft.core.control.Core;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import java.util.HexFormat;

/** Switches, ports, links and hosts, read from the view of this moment. */
final class NetworkApi extends NetworkServiceGrpc.NetworkServiceImplBase {
  /** A port of a switch, for a page. */
  private record PortAt(SwitchNode node, io.weft.core.network.Port port) {}

  private final Core core;

  NetworkApi(Core core) {
    this.core = core;
  }

  @Override
  public void getNetwork(GetNetworkRequest request, StreamObserver<Network> answer) {
    long generation = core.generation();
    NetworkView view = core.view();
    answer(
        answer,
        Network.newBuilder()
            .setGeneration(generation)
            .setSettled(view.settled())
            .setSwitches(view.switches().size())
            .setConnectedSwitches(
                (int) view.switches().values().stream().filter(SwitchNode::connected).count())
            .setLinks(view.links().size())
            .setHosts(view.hosts().size())
            .build());
  }

  @Override
  public void listSwitches(
      ListSwitchesRequest request, StreamObserver<ListSwitchesResponse> answer) {
    Page.Request wanted = Page.Request.of(request.getPageSize(), request.getPageToken());
    Page<Switch> page =
        Page.of(
            wanted,
            core.view().switches().values().stream(),
            node -> node.dpid().toString(),
            Protos::of);
    answer(
        answer,
        ListSwitchesResponse.newBuilder()
            .addAllSwitches(page.items())
            .setNextPageToken(page.next())
            .build());
  }

  @Override
  public void getSwitch(GetSwitchRequest request, StreamObserver<Switch> answer) {
    if (request.getSwitch().isEmpty()) {
      throw Problem.wrong("switch", "a datapath id of up to 16 hexadecimal digits", "");
    }
    Filter filter = Filter.parse(request.getSwitch());
    answer(answer, Protos.of(filter.nodes(core.view()).iterator().next()));
  }

  @Override
  public void listPorts(ListPortsRequest request, StreamObserver<ListPortsResponse> answer) {
    Page.Request wanted = Page.Request.of(request.getPageSize(), request.getPageToken());
    Filter filter = Filter.parse(request.getSwitch());
    Page<Port> page =
        Page.of(
            wanted,
            filter.nodes(core.view()).stream()
                .flatMap(
                    node -> node.ports().values().stream().map(port -> new PortAt(node, port))),
            at -> key(new ConnectPoint(at.node.dpid(), at.port.desc().number())),
            at -> Protos.of(at.node.dpid(), at.port));
    answer(
        answer,
        ListPortsResponse.newBuilder()
            .addAllPorts(page.items())
            .setNextPageToken(page.next())
            .build());
  }

  @Override
  public void listLinks(ListLinksRequest request, StreamObserver<ListLinksResponse> answer) {
    Page.Request wanted = Page.Request.of(request.getPageSize(), request.getPageToken());
    Filter filter = Filter.parse(request.getSwitch());
    NetworkView view = core.view();
    var _ = filter.nodes(view);
    Page<Link> page =
        Page.of(
            wanted,
            view.links().stream().filter(link -> filter.has(link.a()) || filter.has(link.b())),
            link -> key(link.a()) + key(link.b()),
            Protos::of);
    answer(
        answer,
        ListLinksResponse.newBuilder()
            .addAllLinks(page.items())
            .setNextPageToken(page.next())
            .build());
  }

  @Override
  public void listHosts(ListHostsRequest request, StreamObserver<ListHostsResponse> answer) {
    Page.Request wanted = Page.Request.of(request.getPageSize(), request.getPageToken());
    Filter filter = Filter.parse(request.getSwitch());
    NetworkView view = core.view();
    var _ = filter.nodes(view);
    Page<Host> page =
        Page.of(
            wanted,
            view.hosts().values().stream().filter(host -> filter.has(host.location())),
            host -> host.mac().toString(),
            Protos::of);
    answer(
        answer,
        ListHostsResponse.newBuilder()
            .addAllHosts(page.items())
            .setNextPageToken(page.next())
            .build());
  }

  private static String key(ConnectPoint point) {
    return point.dpid() + HexFormat.of().toHexDigits(point.port().bits());
  }

  static <T> void answer(StreamObserver<T> observer, T message) {
    observer.onNext(message);
    observer.onCompleted();
  }
}
