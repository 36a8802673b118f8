package hello;

import io.weft.core.app.App;
import io.weft.core.app.AppProvider;

/** How the controller finds the firewall. */
public final class FirewallProvider implements AppProvider<FirewallConfig> {
  @Override
  public String name() {
    return "firewall";
  }

  @Override
  public Class<FirewallConfig> configType() {
    return FirewallConfig.class;
  }

  @Override
  public App create(FirewallConfig config) {
    return new Firewall(config);
  }
}
