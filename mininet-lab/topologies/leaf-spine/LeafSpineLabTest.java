package io.weft.lab;

class LeafSpineLabTest extends LabTest {
  LeafSpineLabTest() {
    super("leaf-spine");
  }
}
