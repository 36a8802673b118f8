package io.weft.lab;

class LeafspineLabTest extends LabTest {
  LeafspineLabTest() {
    super("leafspine");
  }
}
