package io.weft.ctl;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The running controller, asked by gRPC-Web over HTTP/1.1: what the Java platform has is enough for
 * that.
 */
final class Controller {
  /** Octets of a message at most; a page has some two million. */
  private static final int MAX_MESSAGE = 16 * 1024 * 1024;

  private static final int CONNECT_MILLIS = 3000;
  private static final int ANSWER_MILLIS = 20_000;
  private static final int TRAILERS = 0x80;

  private final String server;

  /**
   * @param server host:port
   */
  Controller(String server) {
    this.server = server;
  }

  /** Asks for one message. */
  <M extends Message> M ask(String method, Message request, Parser<M> parser) throws CallException {
    try (Answers<M> answers = open(method, request, parser, ANSWER_MILLIS)) {
      Optional<M> answer = answers.next();
      if (answer.isEmpty()) {
        throw new CallException(
            CallException.REFUSED, server + " answered " + method + " with nothing");
      }
      var _ = answers.next(); // its status
      return answer.get();
    }
  }

  /** Asks for messages until one side ends. */
  <M extends Message> Answers<M> watch(String method, Message request, Parser<M> parser)
      throws CallException {
    return open(method, request, parser, 0);
  }

  private <M extends Message> Answers<M> open(
      String method, Message request, Parser<M> parser, int answerMillis) throws CallException {
    try {
      URI uri = new URI("http://" + server + "/" + method);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(answerMillis);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/grpc-web+proto");
      connection.setDoOutput(true);
      int length = request.getSerializedSize();
      // A length that is known beforehand also keeps the platform from asking a second time.
      connection.setFixedLengthStreamingMode(length + 5);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(length).array());
        request.writeTo(out);
      }
      return new Answers<>(connection, parser);
    } catch (IOException e) {
      throw unreachable(e);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new CallException(
          CallException.NOT_REACHABLE, "--server: expected host:port, found '" + server + "'");
    }
  }

  private CallException unreachable(IOException e) {
    String why =
        switch (e) {
          case ConnectException _ -> "connection refused; is it running, with api.listen there?";
          case UnknownHostException _ -> "no such host";
          case SocketTimeoutException _ -> "no answer in time";
          default -> String.valueOf(e.getMessage());
        };
    return new CallException(
        CallException.NOT_REACHABLE, "cannot reach the controller at " + server + ": " + why);
  }

  /** What comes back: messages, and a status behind them. */
  final class Answers<M extends Message> implements AutoCloseable {
    private final HttpURLConnection connection;
    private final Parser<M> parser;
    private final DataInputStream in;

    private Answers(HttpURLConnection connection, Parser<M> parser)
        throws IOException, CallException {
      this.connection = connection;
      this.parser = parser;
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new CallException(CallException.REFUSED, server + ": " + errorText(status));
      }
      check(connection.getHeaderField("grpc-status"), connection.getHeaderField("grpc-message"));
      this.in = new DataInputStream(connection.getInputStream());
    }

    private String errorText(int status) throws IOException {
      try (InputStream error = connection.getErrorStream()) {
        String text =
            error == null ? "" : new String(error.readNBytes(1000), StandardCharsets.UTF_8).strip();
        return "HTTP status " + status + (text.isEmpty() ? "" : ": " + text);
      }
    }

    /** The next message; empty behind the last one. */
    Optional<M> next() throws CallException {
      try {
        int flags = in.read();
        if (flags < 0) {
          return Optional.empty();
        }
        int length = in.readInt();
        if (length < 0 || length > MAX_MESSAGE) {
          throw new CallException(
              CallException.REFUSED, server + ": a message of " + length + " octets, no gRPC-Web?");
        }
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
          throw new EOFException("the answer ended in the middle");
        }
        if ((flags & TRAILERS) == 0) {
          return Optional.of(parser.parseFrom(octets));
        }
        checkTrailers(new String(octets, StandardCharsets.UTF_8));
        return Optional.empty();
      } catch (InvalidProtocolBufferException e) {
        throw new CallException(
            CallException.REFUSED, server + ": no weft.v1 message: " + e.getMessage());
      } catch (IOException e) {
        throw unreachable(e);
      }
    }

    private void checkTrailers(String trailers) throws CallException {
      String status = "0";
      String message = "";
      for (String line : trailers.split("\r\n", -1)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          String value = line.substring(colon + 1).strip();
          switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "grpc-status" -> status = value;
            case "grpc-message" -> message = value;
            default -> {}
          }
        }
      }
      check(status, message);
    }

    private void check(
        @org.jspecify.annotations.Nullable String status,
        @org.jspecify.annotations.Nullable String message)
        throws CallException {
      if (status != null && !status.equals("0")) {
        String text =
            message == null || message.isEmpty()
                ? "gRPC status " + status
                : URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
        throw new CallException(CallException.REFUSED, text);
      }
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }
}
