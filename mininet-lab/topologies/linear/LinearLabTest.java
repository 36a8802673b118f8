package io.weft.lab;

class LinearLabTest extends LabTest {
  LinearLabTest() {
    super("linear");
  }
}
