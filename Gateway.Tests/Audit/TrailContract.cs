using System.Text.Json.Nodes;
using Fhir.Profiles;
using Fhir.Profiles.Validation;
using Gateway.Resources;
using Gateway.Storage;
using Gateway.Tests.Interactions;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Audit;

/// <summary>What the tests of the audit trail share: requests with an id of their own, and the events that they leave.</summary>
public abstract class TrailContract(GatewayFixture fixture) : InteractionContract(fixture)
{
    private const string BalpBase = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected Task<string> AuditorAsync() => Gateway.Ehr.TokenAsync("nurse-kim", scope: "user/AuditEvent.rs user/Provenance.rs gateway/audit");

    /// <summary>Sends a request and gives what the trail says of it.</summary>
    private protected async Task<(Answer Answer, List<AuditEntry> Trail)> TracedAsync(
        HttpMethod method, string path, string token, JsonNode? body = null, string contentType = "application/fhir+json", params (string Name, string Value)[] headers)
    {
        var id = $"test-{Guid.NewGuid():N}";
        var answer = await Gateway.SendAsync(method, path, token, body?.ToJsonString(), contentType, [.. headers, ("X-Request-Id", id)]);
        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(Cancellation);
        return (answer, await db.Audit.AsNoTracking().Where(entry => entry.RequestId == id).OrderBy(entry => entry.Sequence).ToListAsync(Cancellation));
    }

    /// <summary>The entry as an auditor reads it: valid R4, and what the BALP profile that it claims asks for.</summary>
    private protected async Task<AuditEvent> EventAsync(AuditEntry entry)
    {
        var answer = await Gateway.GetAsync($"AuditEvent/{entry.Sequence}", await AuditorAsync());
        Assert.Equal(200, answer.Status);
        Assert.True(FhirJson.TryParse<AuditEvent>(System.Text.Encoding.UTF8.GetBytes(answer.Body), out var found, out var issues), string.Join('\n', issues));
        AssertKept(found);
        return found;
    }

    private protected static void AssertKept(AuditEvent found)
    {
        Assert.Empty(ProfileValidator.Validate(found, [.. (found.Meta!.Profile ?? []).Select(claim => OurTellingOf(claim!))]));
        if (found.Meta.Profile?.Any(claim => claim!.StartsWith($"{BalpBase}Patient", StringComparison.Ordinal)) == true)
        {
            Assert.Contains(found.Entity, entity => entity.Type?.Code == "1" && entity.What!.Reference!.StartsWith("Patient/", StringComparison.Ordinal));
        }
    }

    private protected static string ProfileOf(AuditEvent found) => found.Meta!.Profile.Single()![BalpBase.Length..];

    private static string OurTellingOf(string claim)
    {
        Assert.StartsWith(BalpBase, claim, StringComparison.Ordinal);
        var kind = claim[BalpBase.Length..].Replace("Patient", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
        return $"{Canonicals.Base}/StructureDefinition/audit-{kind}";
    }
}
