using Gateway.SignIn.Systems;

namespace Gateway.Tests.SignIn;

public sealed class ScopeGrantPolicyTests
{
    [Theory]
    [InlineData("system/Communication.rs", "system/Communication.crs", "system/Communication.rs")]
    [InlineData("system/Communication.read", "system/*.cruds", "system/Communication.read")]
    [InlineData("system/*.cruds", "system/Communication.rs system/Task.u", "system/Communication.rs system/Task.u")]
    [InlineData("system/Communication.crs", "system/Communication.rs", "system/Communication.rs")]
    [InlineData("system/Communication.write", "system/Communication.crs", "system/Communication.c")]
    [InlineData("system/Communication.c", "system/Communication.rs", "")]
    [InlineData("system/Task.rs", "system/Communication.rs", "")]
    [InlineData("patient/Communication.rs user/Task.rs openid launch", "system/*.cruds", "")]
    [InlineData("system/Communication.rs?category=alert", "system/Communication.rs", "system/Communication.rs?category=alert")]
    [InlineData("system/Communication.rs", "system/Communication.rs?category=alert", "system/Communication.rs?category=alert")]
    [InlineData("system/Communication.rs?category=notice", "system/Communication.rs?category=alert", "")]
    [InlineData("system/Communication.sr", "system/*.cruds", "")]
    [InlineData("system/Communication.rs system/Communication.rs", "system/*.cruds", "system/Communication.rs")]
    [InlineData("gateway/operate", "system/*.cruds", "")]
    [InlineData("gateway/operate gateway/review", "gateway/operate", "gateway/operate")]
    [InlineData("", "system/*.cruds", "")]
    public void A_system_gets_what_it_asks_for_and_is_registered_for(string asked, string registered, string granted) =>
        Assert.Equal(granted, ScopeGrantPolicy.Grant(asked, registered.Split(' ')));

    [Theory]
    [InlineData("system/Communication.crs", true)]
    [InlineData("system/*.read", true)]
    [InlineData("system/Communication.rs?category=alert", true)]
    [InlineData("gateway/operate", true)]
    [InlineData("gateway/", false)]
    [InlineData("gateway/*", false)]
    [InlineData("patient/Communication.crs", false)]
    [InlineData("system/Communication.", false)]
    [InlineData("system/Communication.rs?", false)]
    [InlineData("system/../x.rs", false)]
    public void Scopes_of_systems_and_of_the_gateway_can_be_registered(string scope, bool can) =>
        Assert.Equal(can, ScopeGrantPolicy.CanBeRegistered(scope));
}
