using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Tests.Support;
using Gateway.Topics;
using Hl7.Fhir.Model;
using SubscriptionStatus = Hl7.Fhir.Model.Subscription.SubscriptionStatus;

namespace Gateway.Tests.Topics;

public sealed class SubscriptionLifecycleTests
{
    [Fact]
    public void A_client_requests_and_ends() => StatusSteps.Hold(
        SubscriptionLifecycle.ByClient,
        """
        requested: off
        active: requested off
        error: requested off
        off: requested
        """,
        (from, to) => Check(ASubscription(from), subscription => subscription.Status = to));

    [Fact]
    public void The_gateway_activates_fails_and_gives_up() => StatusSteps.Hold(
        SubscriptionLifecycle.ByGateway,
        """
        requested: active error off
        active: error off
        error: requested active off
        off:
        """,
        (from, to) => SubscriptionLifecycle.ByGateway.Check(from, to));

    [Fact]
    public void A_client_cannot_declare_a_new_subscription_active() => Assert.Equal(
        "Subscription.status",
        Assert.Single(SubscriptionLifecycle.Check(null, ASubscription(SubscriptionStatus.Active))).Expression);

    [Fact]
    public void Another_address_must_be_requested_again()
    {
        static void Redirect(Subscription subscription) => subscription.Channel.Endpoint = "https://example.org/other";

        Assert.Equal("Subscription.channel", Assert.Single(Check(ASubscription(SubscriptionStatus.Active), Redirect)).Expression);
        Assert.Empty(Check(ASubscription(SubscriptionStatus.Active), subscription =>
        {
            Redirect(subscription);
            subscription.Status = SubscriptionStatus.Requested;
        }));
    }

    [Fact]
    public void Only_the_gateway_writes_an_error()
    {
        var failed = ASubscription(SubscriptionStatus.Error);
        failed.Error = "timeout";

        Assert.Equal("Subscription.error", Assert.Single(Check(failed, subscription => subscription.Error = "fine")).Expression);
        Assert.Empty(Check(failed, subscription => subscription.Error = null));
        Assert.Empty(Check(failed, subscription => subscription.Status = SubscriptionStatus.Off));
    }

    private static ImmutableArray<Issue> Check(Subscription before, Action<Subscription> change)
    {
        var after = (Subscription)before.DeepCopy();
        change(after);
        return SubscriptionLifecycle.Check(before, after);
    }

    private static Subscription ASubscription(SubscriptionStatus status) => new()
    {
        Status = status,
        Criteria = "Communication?patient=anna",
        Channel = new Subscription.ChannelComponent { Type = Subscription.SubscriptionChannelType.RestHook, Endpoint = "https://example.org/hook" },
    };
}
