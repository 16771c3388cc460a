using Gateway.Tests.Support;

namespace Gateway.Tests.Access;

/// <summary>While the EHR does not answer nobody has more rights; who would need its word waits.</summary>
public sealed class AccessOutageTests
{
    [Fact]
    public async Task Without_the_EHR_a_patient_has_her_own_chart_and_the_others_wait()
    {
        await using var gateway = await Lindqvists.StartAsync(builder => builder.Configuration["Charts:CacheSeconds"] = "0");
        var system = gateway.TokenOf("system/*.cruds");
        var message = await gateway.PostAsync(AMessage.From(Lindqvists.Ngozi, Lindqvists.Ngozi), system);
        var own = gateway.TokenOf("patient/*.rs user/*.rs", $"Patient/{Lindqvists.Ngozi}", Lindqvists.Ngozi);
        var ownByUser = gateway.TokenOf("user/*.rs", $"Patient/{Lindqvists.Ngozi}");
        var asProxy = gateway.TokenOf("patient/*.rs", $"Patient/{Lindqvists.Ngozi}", Lindqvists.Ikenna);
        var byTeam = gateway.TokenOf("user/*.rs", "Practitioner/dr-haas");
        Assert.All(await StatusesAsync(), status => Assert.Equal(200, status));

        await gateway.Ehr.FaultAsync("down");

        var during = await StatusesAsync();
        Assert.Equal([200, 200, 503, 503, 200], during);
        Assert.Equal(200, (await gateway.GetAsync($"Communication/{message.Id}", own)).Status);
        await gateway.Ehr.FaultAsync("none");
        Assert.All(await StatusesAsync(), status => Assert.Equal(200, status));

        async Task<int[]> StatusesAsync()
        {
            var statuses = new List<int>();
            foreach (var token in (string[])[own, ownByUser, asProxy, byTeam, system])
            {
                statuses.Add((await gateway.GetAsync("Communication", token)).Status);
            }

            return [.. statuses];
        }
    }
}
