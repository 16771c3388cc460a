using System.Text;
using Gateway.Policies;
using Gateway.Policies.Versions;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Policies;

/// <summary>A policy that is the only one.</summary>
internal static class InForce
{
    public static PolicyInForce Of(GatewayPolicy policy, TimeProvider clock) => new(
        new PolicySeed(OrganisationPolicy.Of(policy), Encoding.UTF8.GetString(PolicyDocument.DefaultJson()), IsOnly: true), new HttpContextAccessor(), clock);
}
