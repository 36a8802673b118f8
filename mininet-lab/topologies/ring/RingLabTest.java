package io.weft.lab;

class RingLabTest extends LabTest {
  RingLabTest() {
    super("ring");
  }
}
