package io.weft.openflow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.MessageText;
import io.weft.openflow.message.MultipartBody;
import io.weft.openflow.message.OfMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * For each record of a message and of a multipart body: values made by chance, of which the text is
 * one line and is parsed back as the same value. Needs no word from whoever adds a record.
 */
final class EveryTextTest {
  private static final int WANTED = 40;
  private static final int ATTEMPTS = 4_000;

  private final List<String> wrong = new ArrayList<>();
  private final List<String> unmade = new ArrayList<>();
  private int equal;

  @ParameterizedTest
  @EnumSource(OfVersion.class)
  void everyMessageIsParsedBack(OfVersion version) {
    records(OfMessage.class).forEach(type -> each(type, version));
    records(MultipartBody.class).forEach(type -> each(type, version));
    System.out.printf("%s: %d texts parsed back%n", version, equal);
    assertThat(wrong.stream().limit(20)).isEmpty();
    assertThat(unmade).isEmpty();
  }

  private static Set<Class<?>> records(Class<?> family) {
    Set<Class<?>> records = new LinkedHashSet<>();
    Class<?>[] members = family.getPermittedSubclasses();
    if (members == null) {
      return Set.of(family);
    }
    for (Class<?> member : members) {
      records.addAll(records(member));
    }
    return records;
  }

  private void each(Class<?> type, OfVersion version) {
    int made = 0;
    String last = "";
    for (int seed = 0; seed < ATTEMPTS && made < WANTED; seed++) {
      try {
        Object value = new RecordGenerator(seed, version).make(type);
        check(
            version + " seed " + seed,
            switch (value) {
              case OfMessage message -> message;
              case MultipartBody.Request body -> new OfMessage.MultipartRequest(false, body);
              case MultipartBody.Reply body -> new OfMessage.MultipartReply(false, body);
              default -> throw new IllegalStateException(type.toString());
            });
        made++;
      } catch (RecordGenerator.Refused | EncodeException | IllegalArgumentException e) {
        last = String.valueOf(e.getMessage());
      }
    }
    if (made < WANTED) {
      unmade.add(version + " " + type.getSimpleName() + " " + made + ", last: " + last);
    }
  }

  private void check(String seed, OfMessage message) {
    String text = "no text";
    try {
      text = MessageText.print(message);
      OfMessage parsed = MessageText.parse(MessageText.typeName(message), text);
      if (parsed.equals(message) && text.lines().count() <= 1) {
        equal++;
      } else {
        wrong.add(seed + ":\n  " + message + "\n  " + text + "\n  " + parsed);
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      wrong.add(seed + ":\n  " + message + "\n  " + text + "\n  " + e);
    }
  }
}
