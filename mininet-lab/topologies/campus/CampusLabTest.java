package io.weft.lab;

class CampusLabTest extends LabTest {
  CampusLabTest() {
    super("campus");
  }
}
