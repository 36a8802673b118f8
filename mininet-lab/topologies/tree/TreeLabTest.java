package io.weft.lab;

class TreeLabTest extends LabTest {
  TreeLabTest() {
    super("tree");
  }
}
