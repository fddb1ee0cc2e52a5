# The runtime of the commands. Nothing in here knows a particular service.

export use calling.nu call
export use complete.nu ids
export use problems.nu problem
