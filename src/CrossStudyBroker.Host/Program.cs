using System.CommandLine;
using CrossStudyBroker.Host.Commands;

var root = new RootCommand("CrossStudyBroker: carries study messages between the information systems of higher-education institutions.")
{
    DemoCommand.Create(),
    ValidateCommand.Create(),
    MigrateCommand.Create(),
    TopologyCommand.Create(),
    KeysCommand.Create(),
    VerifyErasureCommand.Create(),
};
RunCommand.Configure(root);
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) }); // as long as the roles may take to stop
