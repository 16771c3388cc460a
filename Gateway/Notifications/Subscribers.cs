using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Interactions;
using Gateway.References;
using Gateway.SignIn.Clients;
using Gateway.SignIn.Systems;
using Gateway.Storage;

namespace Gateway.Notifications;

/// <summary>Reads what a subscriber may see today: the token's scopes as they were, within what the registry and the EHR allow now.</summary>
internal sealed class Subscribers(Readers readers, ClientRegistry registry)
{
    public async ValueTask<Subscriber> ReadAsync(TopicSubscription subscription, CancellationToken cancellationToken)
    {
        var scopes = subscription.Scopes;
        if (subscription.IsRegistered)
        {
            if ((await registry.CurrentAsync(cancellationToken)).Find(subscription.Client) is not { Disabled: false } client)
            {
                return new Subscriber.Gone();
            }

            // What an app may ask for is its issuer's to know.
            scopes = client.IsSystem ? ScopeGrantPolicy.Grant(scopes, client.Scopes) : scopes;
        }

        var caller = new Caller(
            subscription.Client,
            subscription.LaunchChart is { } launch ? new PatientId(launch) : null,
            ResourceKey.TryParse(subscription.Person, out var person) ? person : null,
            ScopesIn(scopes),
            scopes.Split(' ').Contains(Caller.ReviewerScope));
        var chosen = subscription.ActsFor is { } chart ? new PatientId(chart) : (PatientId?)null;
        return await readers.OfAsync(caller, chosen, cancellationToken) switch
        {
            Readers.Reading.Of of => new Subscriber.Known(of.Reader),
            Readers.Reading.Unavailable => new Subscriber.Undecided(),
            _ => new Subscriber.Gone(),
        };
    }

    private static ImmutableArray<SmartScope> ScopesIn(string texts)
    {
        var scopes = ImmutableArray.CreateBuilder<SmartScope>();
        foreach (var text in texts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (SmartScope.TryParse(text, out var scope))
            {
                scopes.Add(scope);
            }
        }

        return scopes.DrainToImmutable();
    }
}
