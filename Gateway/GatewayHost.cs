using Gateway.Access;
using Gateway.Adt;
using Gateway.Attachments;
using Gateway.Audit;
using Gateway.Billing;
using Gateway.Bundles;
using Gateway.Charts;
using Gateway.Conformance;
using Gateway.Conformance.OpenApi;
using Gateway.Connections;
using Gateway.DeadLetters;
using Gateway.Deliveries;
using Gateway.Delivery;
using Gateway.Inbox;
using Gateway.Inbox.States;
using Gateway.Interactions;
using Gateway.Limits;
using Gateway.Measures;
using Gateway.Messages;
using Gateway.Notifications;
using Gateway.Observability;
using Gateway.OnCall;
using Gateway.Policies;
using Gateway.Policies.Versions;
using Gateway.Recipients;
using Gateway.Replies;
using Gateway.Requests;
using Gateway.Rest;
using Gateway.Review;
using Gateway.Review.Export;
using Gateway.Review.Queue;
using Gateway.Search;
using Gateway.SignIn;
using Gateway.SignIn.Discovery;
using Gateway.Simulation;
using Gateway.Storage;
using Gateway.Topics;
using Gateway.Writes;

namespace Gateway;

/// <summary>Builds the gateway's web application: a list of what it is made of, then a list of what it serves.</summary>
public static class GatewayHost
{
    /// <summary>The gateway, configured by its settings file, the environment and <paramref name="args"/>.</summary>
    /// <param name="args">Settings as <c>--Section:Key=value</c>.</param>
    /// <param name="configure">For a host that runs the gateway inside itself: last say over settings and parts.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        builder
            .AddRest()
            .AddSignIn()
            .AddAccess()
            .AddLimits()
            .AddStorage()
            .AddConnections()
            .AddCharts()
            .AddPolicies()
            .AddSearch(services => services.GetRequiredService<KnownServers>().Bases)
            .AddWrites()
            .AddAudit()
            .AddOnCall()
            .AddMessages()
            .AddAttachments()
            .AddRecipients()
            .AddTopics()
            .AddRequests()
            .AddInteractions()
            .AddNotifications()
            .AddReview()
            .AddReviewQueue()
            .AddInbox()
            .AddBilling()
            .AddDecisionExport()
            .AddMeasures()
            .AddSimulation()
            .AddBundles()
            .AddDelivery()
            .AddDeadLetters()
            .AddDeliveries()
            .AddReplies()
            .AddAdt()
            .AddObservability()
            .AddApiDocuments();

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseRequestIds();
        app.UseFhirErrors();
        app.UseCors();
        app.UseRequestTimeouts();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAnswerForms();
        app.UseOnePolicyPerRequest();
        app.MapObservability().MapApiDocuments().MapSignIn().MapExport().MapMeasures().MapBillingTable().MapPolicies().MapSimulation().MapDeliveries().MapDeadLetters().MapSubscriptionDesk();
        app.MapGroup("/fhir").FromAnyOrigin().MapDiscovery();
        app.MapGroup("/fhir").AnswersFhir().FromAnyOrigin().MapCapabilities().MapDefinitions();
        app.MapGroup("/fhir").AnswersFhir().FromRegisteredOrigins().RequireAuthorization().MapMessages().MapReview().MapReviewQueue().MapInbox().MapBilling().MapMeasureReports().MapMessageStates().MapOnCall().MapNotifications().MapRecipients().MapInteractions().MapBundles();
        return app;
    }
}
