package io.weft.core.network;

import static io.weft.core.network.Sample.dpid;
import static io.weft.core.network.Sample.link;
import static io.weft.core.network.Sample.port;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {
  /** Switches 1 to {@code size}, and links between random ports of them, loops on one too. */
  private record Graph(int size, List<Link> links) {
    static Graph random(long seed) {
      Random random = new Random(seed);
      int size = 1 + random.nextInt(14);
      int[] lastPort = new int[size + 1];
      List<Link> links = new ArrayList<>();
      for (int i = random.nextInt(3 * size); i > 0; i--) {
        int one = 1 + random.nextInt(size);
        int other = 1 + random.nextInt(size);
        links.add(link(one, ++lastPort[one], other, ++lastPort[other]));
      }
      return new Graph(size, links);
    }

    List<DatapathId> nodes() {
      List<DatapathId> nodes = new ArrayList<>();
      for (int i = 1; i <= size; i++) {
        nodes.add(dpid(i));
      }
      return nodes;
    }

    /**
     * Fewest links between all pairs, by Floyd and Warshall; a large number if there is no path.
     */
    int[][] distances() {
      int[][] distance = new int[size + 1][size + 1];
      for (int[] row : distance) {
        Arrays.fill(row, 1000);
      }
      for (int i = 1; i <= size; i++) {
        distance[i][i] = 0;
      }
      for (Link link : links) {
        int a = (int) link.a().dpid().bits();
        int b = (int) link.b().dpid().bits();
        distance[a][b] = Math.min(distance[a][b], 1);
        distance[b][a] = distance[a][b];
      }
      for (int via = 1; via <= size; via++) {
        for (int from = 1; from <= size; from++) {
          for (int to = 1; to <= size; to++) {
            distance[from][to] =
                Math.min(distance[from][to], distance[from][via] + distance[via][to]);
          }
        }
      }
      return distance;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nextHopsAreOnPathsOfTheFewestLinks(long block) {
    for (long seed = block * 50; seed < block * 50 + 50; seed++) {
      Graph graph = Graph.random(seed);
      Topology topology = new Topology(graph.nodes(), graph.links());
      int[][] distance = graph.distances();
      for (int from = 1; from <= graph.size(); from++) {
        for (int to = 1; to <= graph.size(); to++) {
          assertThat(topology.nextHop(dpid(from), dpid(to)))
              .as("seed %s, %s to %s", seed, from, to)
              .isEqualTo(expectedNextHop(graph, distance, from, to));
        }
      }
    }
  }

  /** The lowest neighbour that is one link nearer, at the lowest port that leads to it. */
  private static Optional<PortNo> expectedNextHop(Graph graph, int[][] distance, int from, int to) {
    if (from == to || distance[from][to] == 1000) {
      return Optional.empty();
    }
    for (int neighbour = 1; neighbour <= graph.size(); neighbour++) {
      if (neighbour != from && distance[neighbour][to] == distance[from][to] - 1) {
        TreeSet<PortNo> ports = new TreeSet<>();
        for (Link link : graph.links()) {
          if (link.a().dpid().equals(dpid(from)) && link.b().dpid().equals(dpid(neighbour))) {
            ports.add(link.a().port());
          } else if (link.b().dpid().equals(dpid(from))
              && link.a().dpid().equals(dpid(neighbour))) {
            ports.add(link.b().port());
          }
        }
        if (!ports.isEmpty()) {
          return Optional.of(ports.first());
        }
      }
    }
    throw new AssertionError("no neighbour is nearer");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void treeSpansEveryConnectedPartWithoutALoop(long block) {
    for (long seed = block * 50; seed < block * 50 + 50; seed++) {
      Graph graph = Graph.random(seed);
      var tree = new Topology(graph.nodes(), graph.links()).spanningTree();
      int[] part = new int[graph.size() + 1];
      Arrays.setAll(part, i -> i);
      for (Link link : tree) {
        int a = root(part, (int) link.a().dpid().bits());
        int b = root(part, (int) link.b().dpid().bits());
        assertThat(a).as("seed %s: %s closes a loop of %s", seed, link, tree).isNotEqualTo(b);
        part[a] = b;
      }
      int[][] distance = graph.distances();
      for (int from = 1; from <= graph.size(); from++) {
        for (int to = 1; to <= graph.size(); to++) {
          assertThat(root(part, from) == root(part, to))
              .as("seed %s: tree joins %s and %s", seed, from, to)
              .isEqualTo(distance[from][to] < 1000);
        }
      }
      assertThat(graph.links()).containsAll(tree);
    }
  }

  private static int root(int[] part, int of) {
    return part[of] == of ? of : root(part, part[of]);
  }

  @Test
  void orderOfInsertionDoesNotMatter() {
    for (long seed = 0; seed < 100; seed++) {
      Graph graph = Graph.random(seed);
      Topology topology = new Topology(graph.nodes(), graph.links());
      List<Link> links = new ArrayList<>(graph.links());
      List<DatapathId> nodes = graph.nodes();
      Collections.shuffle(links, new Random(seed));
      Collections.shuffle(nodes, new Random(seed));
      Topology shuffled = new Topology(nodes, links);

      assertThat(shuffled.spanningTree()).isEqualTo(topology.spanningTree());
      for (DatapathId from : nodes) {
        for (DatapathId to : nodes) {
          assertThat(shuffled.nextHop(from, to)).isEqualTo(topology.nextHop(from, to));
        }
      }
    }
  }

  @Test
  void tiesGoToTheLowerNeighbourWhateverItsPort() {
    // 1 reaches 4 by 3, at its port 1, and by 2, at its port 2.
    Topology topology =
        new Topology(
            List.of(dpid(1), dpid(2), dpid(3), dpid(4)),
            List.of(link(1, 1, 3, 1), link(1, 2, 2, 1), link(2, 2, 4, 1), link(3, 2, 4, 2)));

    assertThat(topology.nextHop(dpid(1), dpid(4))).contains(port(2));
    assertThat(topology.nextHop(dpid(4), dpid(1))).contains(port(1));
    assertThat(topology.spanningTree())
        .containsExactlyInAnyOrder(link(1, 2, 2, 1), link(1, 1, 3, 1), link(2, 2, 4, 1));
  }

  @Test
  void ofParallelLinksTheLowestPortIsTaken() {
    Topology topology =
        new Topology(List.of(dpid(1), dpid(2)), List.of(link(1, 9, 2, 1), link(1, 3, 2, 2)));

    assertThat(topology.nextHop(dpid(1), dpid(2))).contains(port(3));
    assertThat(topology.nextHop(dpid(2), dpid(1))).contains(port(1));
    assertThat(topology.spanningTree()).hasSize(1);
  }

  @Test
  void aSwitchThatNoLinkJoinsIsReachedFromNowhere() {
    Topology topology = new Topology(List.of(dpid(1), dpid(2), dpid(3)), List.of(link(1, 1, 2, 1)));

    assertThat(topology.nextHop(dpid(1), dpid(3))).isEmpty();
    assertThat(topology.nextHop(dpid(3), dpid(1))).isEmpty();
    assertThat(topology.nextHop(dpid(1), dpid(99))).isEmpty();
    assertThat(topology.spanningTree()).containsExactly(link(1, 1, 2, 1));
  }
}
