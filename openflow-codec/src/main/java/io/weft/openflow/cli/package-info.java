/**
 * {@code weft decode} and {@code weft encode}: messages as hexadecimal digits, or in a capture, to
 * text and back. Needs nothing but the codec and Netty's buffers on the class path.
 *
 * <pre>
 *  arguments, files,   --lines-->    HexLine --frames--.
 *  standard input                                      +--> Decode --> DecodedText or DecodedJson
 *                  `--capture--> TcpStream --frames----'
 *                  `--lines-->    MessageLine ------------> Encode --> hexadecimal digits
 * </pre>
 *
 * <p>Read {@link io.weft.openflow.cli.CodecMain} first.
 */
@NullMarked
package io.weft.openflow.cli;

import org.jspecify.annotations.NullMarked;
