using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Keeping;

/// <summary>What is kept, how much of it there is, and when it is erased: an institution sees the numbers of what it is a party to.</summary>
internal static class KeepingPages
{
    public static void MapKeeping(this IEndpointRouteBuilder routes) => routes.MapGet("/retention", ShowAsync).RequireAuthorization();

    private static async Task<IResult> ShowAsync(
        Caller caller, RetentionReader reader, DirectorySource directory, TransportOptions transport, TimeProvider time, CancellationToken cancellationToken) =>
        Page.Of<KeepingPage>(new
        {
            Caller = caller,
            View = await reader.ReadAsync(caller.VisibleTo, cancellationToken),
            Networks = directory.Current.Networks.Values.Where(network => caller.Institution is not { } own || network.Members.Any(member => member.Institution == own)).ToList(),
            Queues = transport.MaxAge,
            Now = time.GetUtcNow(),
        });
}
