using System.Reflection;
using Microsoft.AspNetCore.Components;
using SmartApp;

namespace Gateway.Tests.AddOn;

/// <summary>A page that is added is visited, too.</summary>
public sealed class VisitsTests
{
    [Fact]
    public void No_page_is_left_out()
    {
        var pages = typeof(SmartAppHost).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).ToList();

        Assert.NotEmpty(pages);
        Assert.Empty(pages.Except(Visits.All.Select(visit => visit.Template).Append(Visits.Beginning)));
    }
}
