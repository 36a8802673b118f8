package io.weft.lab;

class SingleLabTest extends LabTest {
  SingleLabTest() {
    super("single");
  }
}
