package io.weft.app.clos;

import io.weft.core.app.App;
import io.weft.core.app.AppProvider;

/** Makes the app of {@code apps.closEcmp}. */
public final class ClosEcmpProvider implements AppProvider<Blueprint> {
  @Override
  public String name() {
    return "closEcmp";
  }

  @Override
  public Class<Blueprint> configType() {
    return Blueprint.class;
  }

  @Override
  public App create(Blueprint config) {
    return new ClosEcmp(config);
  }
}
