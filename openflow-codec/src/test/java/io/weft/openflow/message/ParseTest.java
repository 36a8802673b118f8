package io.weft.openflow.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weft.net.PortNo;
import io.weft.openflow.action.Action;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.NxFlowEntry;
import io.weft.openflow.notation.NotationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other ways to write the same, and texts that say nothing. */
class ParseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          # written                                     ; printed
          tp_dst=80,tcp                                 ; tcp,tp_dst=80
          eth_type=0x800,ip_proto=6,tcp_dst=0x50        ; tcp,tp_dst=80
          dl_type=2048 nw_proto=17 udp_src=53           ; udp,tp_src=53
          tcp6,tcp_src=80                               ; tcp6,tp_src=80
          eth_dst=00:00:00:00:00:01                     ; dl_dst=00:00:00:00:00:01
          ip,ipv4_dst=10.1.2.3/255.0.0.0                ; ip,nw_dst=10.0.0.0/8
          ip,ip_src=10.1.2.3/32                         ; ip,nw_src=10.1.2.3
          ip,nw_src=10.1.2.3/0                          ; ip
          ip,nw_src=10.1.2.3/255.0.255.0                ; ip,nw_src=10.0.2.0/255.0.255.0
          ipv6,ipv6_dst=2001:db8::5/32                  ; ipv6,ipv6_dst=2001:db8::/32
          ipv6,ipv6_flabel=5                            ; ipv6,ipv6_label=0x00005
          arp,nw_src=10.0.0.1,nw_proto=2                ; arp,arp_spa=10.0.0.1,arp_op=2
          icmp,icmpv4_type=8                            ; icmp,icmp_type=8
          icmp6,icmp_type=135,ipv6_nd_target=fe80::1    ; icmp6,icmp_type=135,nd_target=fe80::1
          igmp                                          ; ip,nw_proto=2
          ip,ip_dscp=46                                 ; ip,nw_tos=184
          ip,nw_tos=184                                 ; ip,nw_tos=184
          ip,ip_ecn=1                                   ; ip,nw_ecn=1
          in_port=local                                 ; in_port=LOCAL
          in_port=65534                                 ; in_port=65534
          vlan_vid=0x1064                               ; dl_vlan=100
          vlan_vid=0x1000/0x1000                        ; vlan_tci=0x1000/0x1000
          vlan_vid=0                                    ; vlan_tci=0x0000/0x1fff
          dl_vlan=65535                                 ; vlan_tci=0x0000/0x1fff
          vlan_tci=0                                    ; vlan_tci=0x0000
          vlan_tci=1/0x2001                             ; vlan_tci=0x0001/0x2001
          vlan_tci=0xf064                               ; dl_vlan=100,dl_vlan_pcp=7
          vlan_tci=0x1000/0x1000,vlan_pcp=3             ; dl_vlan_pcp=3
          dl_vlan=100,vlan_pcp=3                        ; dl_vlan=100,dl_vlan_pcp=3
          tunnel_id=5/0xff                              ; tun_id=0x5/0xff
          metadata=0                                    ; metadata=0
          """)
  void match(String written, String printed) {
    assertThat(Match.parse(written)).hasToString(printed);
    assertThat(Match.parse(printed)).isEqualTo(Match.parse(written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          2                                             ; output:2
          2,flood LOCAL                                 ; output:2,FLOOD,LOCAL
          output:local                                  ; LOCAL
          output:CONTROLLER                             ; CONTROLLER:65535
          controller                                    ; CONTROLLER:65535
          controller:128                                ; CONTROLLER:128
          controller(max_len=128)                       ; CONTROLLER:128
          strip_vlan                                    ; strip_vlan
          enqueue(3,7)                                  ; enqueue:3:7
          set_mpls_ttl:9                                ; set_mpls_ttl(9)
          push_vlan:33024                               ; push_vlan:0x8100
          set_field:1.2.3.4->nw_dst                     ; set_field:1.2.3.4->ip_dst
          set_field:1.2.3.4->ipv4_dst                   ; set_field:1.2.3.4->ip_dst
          set_field:00:00:00:00:00:01->dl_src           ; set_field:00:00:00:00:00:01->eth_src
          set_field:0x1064->vlan_vid                    ; set_field:4196->vlan_vid
          drop                                          ; drop
          """)
  void actions(String written, String printed) {
    assertThat(Action.print(Action.parse(written))).isEqualTo(printed);
    assertThat(Action.parse(printed)).isEqualTo(Action.parse(written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          actions=                                      ; actions=drop
          table=0,priority=32768,actions=1              ; actions=output:1
          add tcp,actions=apply_actions(1,2),goto_table:3 ; tcp actions=output:1,output:2,goto_table:3
          actions=write_metadata:5,write_actions()      ; actions=write_metadata:0x5,write_actions(drop)
          priority:7 cookie:0x1 actions=meter:1         ; cookie=0x1,priority=7 actions=meter:1
          modify_strict ip actions=drop                 ; MOD_STRICT ip actions=drop
          delete                                        ; DEL
          DEL table=255                                 ; DEL
          del_strict table=3,out_port=LOCAL,out_group=ANY ; DEL_STRICT table=3,out_port=LOCAL
          """)
  void flowMod(String written, String printed) {
    if (printed.equals("x")) {
      assertThatExceptionOfType(NotationException.class).isThrownBy(() -> FlowMod.parse(written));
      return;
    }
    assertThat(FlowMod.parse(written)).hasToString(printed);
    assertThat(FlowMod.parse(printed)).isEqualTo(FlowMod.parse(written));
  }

  @Test
  void groupMod() {
    String written =
        "group_id=5, type=fast_failover,bucket=watch_port:1,actions=1,bucket=watch_port:2 actions=2";
    assertThat(GroupMod.parse(written))
        .hasToString(
            "group_id=5,type=ff,bucket=watch_port:1,actions=output:1,bucket=watch_port:2,actions=output:2");
    assertThat(GroupMod.parse("delete group_id=all").groupId()).isEqualTo(GroupMod.ALL_GROUPS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          # written                                     ; printed
          delete                                        ; DEL group_id=4294967292,type=all
          add_or_mod group_id=1,type=all                ; ADD_OR_MOD group_id=1,type=all
          insert_bucket group_id=1,command_bucket_id=last,bucket=bucket_id:3,actions=1 ; INSERT_BUCKET command_bucket_id:last,group_id=1,bucket=bucket_id:3,actions=output:1
          remove_bucket group_id=1 command_bucket_id=all ; REMOVE_BUCKET command_bucket_id:all,group_id=1
          remove_bucket group_id=1,command_bucket_id=7  ; REMOVE_BUCKET command_bucket_id:7,group_id=1
          group_id=1,type=select,selection_method=dp_hash,selection_method_param=7 ; group_id=1,type=select,selection_method=dp_hash,selection_method_param=7
          group_id=1,type=select,fields=ip_dst,selection_method=hash ; group_id=1,type=select,selection_method=hash,fields=ip_dst
          group_id=1,type=select,selection_method=hash,fields(ip_dst=255.255.0.0,nw_proto) ; group_id=1,type=select,selection_method=hash,fields(ip_dst=255.255.0.0,nw_proto)
          group_id=1,type=select,bucket=weight:2,actions=1,bucket=weight:1,action=2 ; group_id=1,type=select,bucket=weight:2,actions=output:1,bucket=actions=output:2
          """)
  void group(String written, String printed) {
    assertThat(GroupMod.parse(written)).hasToString(printed);
    assertThat(GroupMod.parse(printed)).isEqualTo(GroupMod.parse(written));
  }

  @Test
  void flowEntry() {
    String text =
        "cookie=0x1, duration=4294967295.4294967295s, table=2, n_packets=?, n_bytes=3, idle_timeout=4, send_flow_rem importance=5, idle_age=6, priority=7,tcp actions=drop";
    FlowEntry entry = FlowEntry.parse(text);
    assertThat(entry).hasToString(text);
    assertThat(entry.packets()).isEqualTo(-1);
    assertThat(entry.stats().orElseThrow().idleTime()).isEqualTo(Elapsed.ofSeconds(6));
    NxFlowEntry ofNicira = NxFlowEntry.parse("duration=9s, idle_age=6, hard_age=7, actions=drop");
    assertThat(ofNicira.idleAge()).isEqualTo(7);
    assertThat(ofNicira.hardAge()).isEqualTo(8);
  }

  /** A field without what it depends on has a name that needs no context. */
  @Test
  void printsUnfoundedFieldByItsOwnName() {
    Match match = Match.builder().set(Field.UDP_DST, 53).set(Field.ETH_TYPE, 0x806).build();
    assertThat(match).hasToString("arp,udp_dst=53");
    assertThat(Match.parse("arp,udp_dst=53")).isEqualTo(match);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          # text                              ; column ; what it says
          tcp,tp_dst=http actions=1           ; 12     ; a number of at most 32 bits
          ip,nw_dst=10.0.0 actions=1          ; 11     ; no IPv4 address
          ip,nw_dst=10.0.0.0/33 actions=1     ; 20     ; prefix of 33 bits
          tp_dst=80 actions=1                 ; 1      ; tp_dst needs tcp, udp or sctp
          icmp_type=8 actions=1               ; 1      ; icmp_type needs icmp or icmp6
          tcp,foo=1 actions=1                 ; 5      ; 'foo', expected the name of a match field
          tcp,foo actions=1                   ; 5      ; 'foo', expected a protocol
          tcp,udp actions=1                   ; 5      ; another protocol
          tcp,tcp actions=1                   ; 5      ; tcp comes twice
          dl_vlan=4096 actions=1              ; 9      ; a VLAN id of 0 to 4095
          dl_vlan=1,vlan_vid=2 actions=1      ; 20     ; vlan_vid is set twice
          vlan_pcp=8 actions=1                ; 10     ; vlan_pcp has 3 bits
          dl_type=0x800/0xff00 actions=1      ; 9      ; a number of at most 16 bits
          ip,nw_tos=1 actions=1               ; 11     ; a multiple of 4
          cookie=1/-1 actions=1               ; 10     ; a number of at most 64 bits
          priority=65536 actions=1            ; 10     ; a number of at most 16 bits
          table= actions=1                    ; 7      ; expected a value of table
          send_flow_rem=1 actions=1           ; 15     ; no value after send_flow_rem
          tcp                                 ; 4      ; expected actions=
          actions=out:1                       ; 9      ; an action or an instruction
          actions=output:99999999999          ; 16     ; is no port
          actions=1,drop                      ; 11     ; drop stands alone
          actions=mod_vlan_vid:4096           ; 22     ; VLAN id is 4096, must be 0 to 4095
          actions=set_field:1->foo            ; 22     ; the name of a field
          actions=set_field:1                 ; 19     ; value->field
          actions=set_field:1->ip_dst         ; 19     ; no IPv4 address
          actions=goto_table:255              ; 20     ; must be 0 to 254
          actions=write_actions(1             ; 22     ; '(' without ')'
          actions=1,goto_table:2,3            ; 24     ; those applied stand together
          actions=push_vlan                   ; 18     ; expected a value of push_vlan
          actions=enqueue:1                   ; 17     ; port:queue
          """)
  void namesColumn(String text, int column, String says) {
    assertThatExceptionOfType(NotationException.class)
        .isThrownBy(() -> FlowMod.parse(text))
        .withMessageStartingWith("column " + column + ": ")
        .withMessageContaining(says)
        .satisfies(e -> assertThat(e.column()).isEqualTo(column));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          type=all                            ; 1      ; expected group_id=
          group_id=1,type=any                 ; 17     ; all, select, indirect or ff
          group_id=1,bucket=weight:1          ; 27     ; expected actions=
          group_id=1,bucket=foo:1,actions=1   ; 19     ; weight:, watch_port:
          group_id=1,bucket=actions=foo       ; 27     ; an action
          group_id=1,bucket=bucket_id:4294967295,actions=1 ; 29 ; the id of a bucket
          group_id=1,fields=foo               ; 19     ; the name of a field
          group_id=1,command_bucket_id=none   ; 30     ; a number of at most 32 bits
          """)
  void namesColumnInGroup(String text, int column, String says) {
    assertThatExceptionOfType(NotationException.class)
        .isThrownBy(() -> GroupMod.parse(text))
        .withMessageStartingWith("column " + column + ": ")
        .withMessageContaining(says);
  }

  @Test
  void readsWhatSwitchShows() {
    PortDesc port =
        PortDesc.parse(
            "LOCAL(br0): addr:0a:1b:2c:3d:4e:5f config: PORT_DOWN state: 0 speed: 0 Mbps now, 10 Mbps max");
    assertThat(port.number()).isEqualTo(PortNo.LOCAL);
    assertThat(port.isUp()).isFalse();
    assertThat(port.maxSpeed()).isEqualTo(10_000);
    assertThatExceptionOfType(NotationException.class)
        .isThrownBy(() -> PortDesc.parse("LOCAL(br0): addr:0a:1b:2c:3d:4e:5f config: UP"))
        .withMessageStartingWith("column 44: ");
  }
}
